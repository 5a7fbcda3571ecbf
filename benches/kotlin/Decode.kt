package com.tagove.bench

import com.fasterxml.jackson.module.kotlin.readValue
import com.tagove.TagoveClient

/** A page from its bytes to records, then three fields of every message. */
fun main() {
    val body = pageBody()
    compare(
        "decode 100 chats of 20 messages, ${body.size} bytes, touch three fields of every message",
        listOf(
            Contender("tagove") {
                var sum = 0L
                for (chat in TagoveClient.decodeChats(body)) {
                    for (message in chat.messages!!) {
                        sum += message.id!!.length + message.message!!.length + message.senderType!!.length
                    }
                }
                sum
            },
            Contender("kotlinx.serialization 1.9") { touch(kotlinx.decodeFromString<PeerAnswer>(body.decodeToString())) },
            Contender("Jackson 2.19, jackson-module-kotlin") { touch(jackson.readValue<PeerAnswer>(body)) },
        ),
    )
}

private fun touch(answer: PeerAnswer): Long {
    var sum = 0L
    for (item in answer.data) {
        for (message in item.chat.messages!!) {
            sum += message.id!!.length + message.message!!.length + message.sender_type!!.length
        }
    }
    return sum
}
