package com.tagove

import com.tagove.ffi.RequestFacts
import kotlin.time.Duration

/** An attempt is about to be made. */
public data class RequestEvent(
    /** `listChats`, `getChat`, …, or `request`. */
    val operation: String,
    /** The URL, query included; never the key. */
    val url: String,
    /** The `X-Request-Id` that is sent; the same for all attempts of a request. */
    val requestId: String,
    /** From 1. */
    val attempt: Long,
) {
    internal constructor(facts: RequestFacts) : this(camel(facts.operation), facts.url, facts.requestId, facts.attempt)
}

/** A whole answer came, whatever its status. */
public data class ResponseEvent(
    /** What was asked. */
    val request: RequestEvent,
    /** The HTTP status. */
    val status: Int,
    /** The body's size, decompressed. */
    val bytes: Long,
    /** What this attempt took. */
    val elapsed: Duration,
)

/** An attempt failed, and another one will be made. */
public data class RetryEvent(
    /** What was asked. */
    val request: RequestEvent,
    /** The HTTP status, if there was an answer. */
    val status: Int?,
    /** The kind of the failure, as [TagoveException.kind] has it. */
    val kind: String,
    /** How long until the next attempt. */
    val wait: Duration,
)

/** A page, or a single answer, was read. */
public data class PageEvent(
    /** `listChats`, `getChat`, …. */
    val operation: String,
    /** Its number, from 1; 1 for single answers. */
    val page: Long,
    /** How many records it has, those delivered before included. */
    val records: Long,
    /** How many warnings it has. */
    val warnings: Long,
    /** From the first attempt to the last byte. */
    val elapsed: Duration,
)

/** `list_chats`, the library's name, as it is called here. */
internal fun camel(operation: String) = operation.replace(Regex("_(.)")) { it.groupValues[1].uppercase() }
