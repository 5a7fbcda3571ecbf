package com.tagove

/** A whole answer to [TagoveClient.request]. Its text shows neither the body nor the headers. */
public class RawAnswer internal constructor(raw: com.tagove.ffi.RawAnswer) {
    /** The HTTP status, below 300: others are errors. */
    public val status: Int = raw.status()

    /** The headers, names in lower case; one that came twice is there twice. */
    public val headers: List<Pair<String, String>> = raw.headers().map { it.name to it.value }

    /** The body, decompressed. */
    public val body: ByteArray = raw.body()

    /** How many requests were made for it. */
    public val attempts: Long = raw.attempts()

    override fun toString(): String = "RawAnswer(status=$status, bytes=${body.size}, attempts=$attempts)"
}
