package com.tagove.bench

import kotlin.random.Random

private val WORDS = listOf(
    "hello", "thanks for the quick reply", "my order", "the invoice", "is not working", "today", "please check", "a refund",
)

/** The page that is decoded, of the same shape as in the Rust benchmark: 100 chats of 20 messages. */
fun pageBody(): ByteArray {
    val random = Random(838161)
    val chats = (0 until 100).joinToString(",") { chat ->
        val id = 43_074 + chat
        val date = "2016-%02d-%02d".format(1 + random.nextInt(12), 1 + random.nextInt(28))
        val messages = (0 until 20).joinToString(",") { message ->
            val (senderType, sender, kind) = when (random.nextInt(10)) {
                0 -> Triple("system", "null", "event")
                in 1..5 -> Triple("visitor", "null", "text")
                else -> Triple("agent", "\"${100 + random.nextInt(50)}\"", "text")
            }
            val text = (0 until 2 + random.nextInt(6)).joinToString(" ") { WORDS.random(random) }
            val quoted = if (random.nextInt(20) == 0) " \\n\\\"quoted\\\" line" else ""
            """{"id":"${393_235 + chat * 100 + message}","chat_id":"$id","account_id":"2675","sender_type":"$senderType",""" +
                """"sender_id":$sender,"type":"$kind","message":"$text$quoted",""" +
                """"date_created":"$date 09:%02d:%02d","seen":"unseen"}""".format(message * 2, random.nextInt(60))
        }
        """{"account":{"first_name":"John","last_name":"","mobile_number":null,"email":"john$chat@example.com"},""" +
            """"chat":{"id":"$id","account_id":"2675","session_id":"${900_000 + random.nextInt(99_999)}","type":"text",""" +
            """"status":"closed","date_created":"$date 09:00:00","date_updated":"$date 10:00:00","department_id":null,""" +
            """"chat_duration":"${random.nextInt(900)}","chat_wait_time":null,"feedback_rating":null,"feedback_message":null,""" +
            """"comments":null,"initiator":"visitor","messages":[$messages]}}"""
    }
    return """{"success":true,"data":[$chats]}""".toByteArray()
}
