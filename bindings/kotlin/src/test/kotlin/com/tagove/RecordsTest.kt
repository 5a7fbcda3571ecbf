package com.tagove

import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneOffset

class RecordsTest {
    private fun chat(json: String) = TagoveClient.decodeChats("""{"data":{"chat":$json}}""".toByteArray()).single()

    @Test
    fun `list, read to its end, gives every record once, and says so`() = runBlocking<Unit> {
        LocalServer("--chats", "25").use { server ->
            server.client(prefetch = 2).use { client ->
                val list = client.listChats(limit = 10, include = listOf(Include.MESSAGES, Include.ACCOUNT))
                val chats = list.records.toList()
                assertEquals(25, chats.map { it.id }.toSet().size)
                assertEquals(Summary(4, 25, 0, Ended.EMPTY_PAGE, true), list.summary)
                assertTrue(chats.all { it.messages != null && it.dateCreated != null })
                assertTrue(chats.any { it.messages!!.size > 1 } && chats.any { it.account?.email != null })
                assertEquals(listOf(1L, 2L, 3L), chats.map { it.page.number }.distinct())
                assertEquals(chats.first(), client.listChats(limit = 10, include = listOf(Include.MESSAGES, Include.ACCOUNT)).records.toList().first())
                assertTrue(server.requests().first().startsWith("GET /chats?"), server.requests().first())
            }
        }
    }

    @Test
    fun `calls, two hundred at once, all answer`() = runBlocking<Unit> {
        LocalServer("--chats", "20").use { server ->
            server.client().use { client ->
                val ids = client.listChats().records.toList().map { it.id!! }
                val asked = (0 until 200).map { ids[it % ids.size] }
                val answers = asked.map { async(Dispatchers.Default) { client.getChat(it) } }.awaitAll()
                assertEquals(asked, answers.map { it.id })
            }
        }
    }

    @Test
    fun `page, of one answer, knows what came with it`() = runBlocking<Unit> {
        LocalServer().use { server ->
            server.client().use { client ->
                val page = client.listChats(limit = 2).pager().use { it.nextPage()!! }
                assertEquals(200, page.status)
                assertEquals(1, page.attempts)
                assertTrue(page.elapsed.isPositive())
                assertTrue(page.requestId!!.isNotEmpty())
                val again = TagoveClient.decodeChats(page.body)
                assertEquals(page.toList(), again.toList())
                assertArrayEquals(page.body, again.body)
            }
        }
    }

    @Test
    fun `extra, of every kind, is parsed, and keeps its digits as text`() {
        val chat = chat("""{"id":"1","n":1.50,"big":123456789012345678901234567890,"o":{"l":[null,true,7]},"t":"x"}""")
        assertEquals("""{"n":1.50,"big":123456789012345678901234567890,"o":{"l":[null,true,7]},"t":"x"}""", chat.extraJson)
        assertEquals(
            mapOf("n" to 1.5, "big" to 1.2345678901234568e29, "o" to mapOf("l" to listOf(null, true, 7L)), "t" to "x"),
            chat.extra,
        )
        assertTrue(""""big":123456789012345678901234567890""" in chat.toJson())
        assertEquals(emptyMap<String, Any?>(), chat("""{"id":"1"}""").extra)
    }

    @Test
    fun `text of a record, shown, has no people's words`() {
        val chat = chat(
            """{"id":"43074","status":"closed","date_created":"2016-11-08 13:35:05","comments":"Zwölf 🙂","chat_duration":"4",
                "account":{"first_name":"Emma","email":"emma@example.com"},"messages":[{"id":"9","message":"my card is 1234"}],"note":"secret note"}""",
        )
        assertEquals(
            "Chat(id=43074, status=closed, dateCreated=2016-11-08T13:35:05, chatDuration=4, comments=<7 characters>, " +
                "account=Account(firstName=<4 characters>, email=<16 characters>), messages=<1>)",
            chat.toString(),
        )
        val everything = listOf(chat, chat.messages!!.single(), chat.page, chat.page.warnings, listOf(chat)).joinToString()
        for (word in listOf("Zwölf", "Emma", "emma@", "1234", "secret")) assertFalse(word in everything, everything)
    }

    @Test
    fun `records, equal in every member, are equal`() {
        val json = """{"id":"1","messages":[{"id":"2","message":"a"}]}"""
        assertEquals(chat(json), chat(json))
        assertEquals(chat(json).hashCode(), chat(json).hashCode())
        assertNotEquals(chat(json), chat(json.replace("\"a\"", "\"b\"")))
    }

    @Test
    fun `time, civil or with an offset, is what was sent`() {
        fun time(text: String) = chat("""{"id":"1","date_created":"$text"}""").dateCreated!!
        val civil = time("2016-11-08 13:35:05")
        assertEquals(LocalDateTime.of(2016, 11, 8, 13, 35, 5), civil.civil)
        assertNull(civil.offset)
        assertNull(civil.instant)
        val behind = time("2016-11-08T13:35:05.250-05:30")
        assertEquals(ZoneOffset.ofHoursMinutes(-5, -30), behind.offset)
        assertEquals(Instant.parse("2016-11-08T19:05:05.25Z"), behind.instant)
        assertEquals(LocalDateTime.of(2016, 11, 8, 13, 35, 5, 250_000_000), behind.civil)
        assertEquals("2016-11-08T13:35:05Z", time("2016-11-08T13:35:05+00:00").toString())
        assertEquals(ZoneOffset.UTC, time("2016-11-08T13:35:05+00:00").offset)
        // Further than java.time goes, and allowed all the same.
        val far = time("2016-11-08T13:35:05+23:59")
        assertEquals(86_340 to null, far.offsetSeconds to far.offset)
        assertEquals(LocalDateTime.of(2016, 11, 8, 13, 35, 5), far.civil)
        assertEquals(Instant.parse("2016-11-07T13:36:05Z"), far.instant)
    }

    @Test
    fun `time, with an offset of long ago, keeps its seconds`() {
        val time = TagoveTime("1936-06-01T12:00:00.5+00:19:32")
        assertEquals(ZoneOffset.ofHoursMinutesSeconds(0, 19, 32), time.offset)
        assertEquals(Instant.parse("1936-06-01T11:40:28.5Z"), time.instant)
        val behind = TagoveTime("1800-01-01T00:00:00-00:44:30")
        assertEquals(-2670, behind.offsetSeconds)
        assertEquals(Instant.parse("1800-01-01T00:44:30Z"), behind.instant)
    }

    @Test
    fun `body, of XML, is read as the same chat`() {
        val json = TagoveClient.decodeChats("""{"data":{"chat":[{"id":"1","comments":"a & b","mood":"fine"}]}}""".toByteArray())
        val xml = "<r><data><chat><id>1</id><comments>a &amp; b</comments><mood>fine</mood></chat></data></r>"
        assertEquals(json.toList(), TagoveClient.decodeChats(xml.toByteArray()).toList())
    }

    @Test
    fun `extra, of any value, has it and every other member`() {
        val values = mapOf(
            "1e999" to Double.POSITIVE_INFINITY, "-7" to -7L, "-1.5e2" to -150.0, "\"\"" to "", "{}" to emptyMap<String, Any?>(),
            "[]" to emptyList<Any?>(), """[{"}":"]"},[]]""" to listOf(mapOf("}" to "]"), emptyList<Any?>()), "false" to false, "null" to null,
            """"a \"b\" \\ \/ \u00e9\ud83d\ude00,}\b\f\n\r\té"""" to "a \"b\" \\ / é😀,}\b\u000C\n\r\té",
        )
        for ((source, value) in values) {
            val chat = chat("""{ "id": "1", "odd" : $source, "a\"}" : [ 1 , 2 ] }""")
            assertEquals(mapOf("odd" to value, "a\"}" to listOf(1L, 2L)), chat.extra)
        }
    }

    @Test
    fun `extra, as deep as an answer may be, is parsed`() {
        var value: Any? = JsonReader("""{"deep":${"[".repeat(511)}7${"]".repeat(511)}}""").members().getValue("deep")
        repeat(511) { value = (value as List<*>).single() }
        assertEquals(7L, value)
    }

    @Test
    fun `value, unfit, leaves null, a warning and the value`() {
        val chat = chat("""{"id":"1","chat_duration":"soon"}""")
        assertNull(chat.chatDuration)
        assertEquals("""{"chat_duration":"soon"}""", chat.extraJson)
        val warning = chat.page.warnings.single()
        assertEquals(WarningCode.UNFIT_VALUE to "/0/chat_duration", warning.code to warning.at)
    }
}
