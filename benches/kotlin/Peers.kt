package com.tagove.bench

import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.module.kotlin.jacksonObjectMapper
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json

// What a user would write for the same page. Times stay text, as with us, and ids too.

@Serializable
data class PeerMessage(
    val id: String?, val chat_id: String?, val account_id: String?, val sender_type: String?, val sender_id: String?,
    val type: String?, val message: String?, val date_created: String?, val seen: String?,
)

@Serializable
data class PeerAccount(val first_name: String?, val last_name: String?, val mobile_number: String?, val email: String?)

@Serializable
data class PeerChat(
    val id: String?, val account_id: String?, val session_id: String?, val type: String?, val status: String?,
    val date_created: String?, val date_updated: String?, val department_id: String?, val chat_duration: Long?,
    val chat_wait_time: Long?, val feedback_rating: String?, val feedback_message: String?, val comments: String?,
    val initiator: String?, val messages: List<PeerMessage>?,
)

@Serializable
data class PeerItem(val account: PeerAccount?, val chat: PeerChat)

@Serializable
data class PeerAnswer(val success: Boolean, val data: List<PeerItem>)

/** Lenient about numbers that come as text, as this API sends them; ignores unknown members, where we keep them. */
val kotlinx = Json { ignoreUnknownKeys = true; isLenient = true }

val jackson: ObjectMapper = jacksonObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
