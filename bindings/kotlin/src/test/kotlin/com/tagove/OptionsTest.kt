package com.tagove

import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.time.ZoneId

/** The options about what is asked for and how it is read. */
class OptionsTest {
    private fun refused(vararg words: String, make: () -> TagoveClient) {
        val error = assertThrows<TagoveException.Configuration> { make().close() }
        for (word in words) assertTrue(word in error.reason, error.reason)
        assertFalse("secret-key" in error.stackTraceToString())
        assertEquals(0, error.attempts)
        assertNull(error.status)
        assertNull(error.at)
    }

    private fun case(name: String) = LocalServer.property("tagove.corpus").let { LocalServer("--replay", it) to "/$name" }

    @Test
    fun `limit, out of its range, is Configuration`() {
        refused("max_body_bytes", "0", "268435456") { TagoveClient("secret-key", maxBodyBytes = 0) }
        refused("max_body_bytes", "268435457") { TagoveClient("secret-key", maxBodyBytes = 268_435_457) }
        refused("max_body_bytes", "-1") { TagoveClient("secret-key", maxBodyBytes = -1) }
        refused("max_body_bytes") { TagoveClient("secret-key", maxBodyBytes = Long.MAX_VALUE) }
        refused("max_rows", "0", "10000000") { TagoveClient("secret-key", maxRows = 0) }
        refused("max_rows", "10000001") { TagoveClient("secret-key", maxRows = 10_000_001) }
        refused("max_rows", "-1") { TagoveClient("secret-key", maxRows = -1) }
        refused("max_depth", "0", "512") { TagoveClient("secret-key", maxDepth = 0) }
        refused("max_depth", "513") { TagoveClient("secret-key", maxDepth = 513) }
        refused("max_depth", "-1") { TagoveClient("secret-key", maxDepth = -1) }
        TagoveClient("secret-key", maxBodyBytes = 268_435_456, maxRows = 10_000_000, maxDepth = 512).use {
            assertEquals("TagoveClient", it.toString())
        }
        TagoveClient("secret-key", maxBodyBytes = 1, maxRows = 1, maxDepth = 1).close()
    }

    @Test
    fun `zone, unknown, is Configuration with the near name`() {
        refused("Europe/Atlantis") { TagoveClient("secret-key", timeZone = "Europe/Atlantis") }
        refused("Europe/Berlin") { TagoveClient("secret-key", timeZone = "berlin") }
        for (name in listOf("", "+02:00", "../../etc/localtime")) refused("time_zone") { TagoveClient("secret-key", timeZone = name) }
        TagoveClient("secret-key", timeZone = ZoneId.of("Asia/Kolkata").id).close()
    }

    @Test
    fun `answer, beyond a limit, is Decode with its place`() = runBlocking<Unit> {
        LocalServer("--chats", "3").use { server ->
            suspend fun refused(client: TagoveClient) = client.use {
                assertThrows<TagoveException.Decode> { it.listChats().records.toList() }.at!!
            }
            assertEquals("byte 100", refused(TagoveClient("key", server.url, maxBodyBytes = 100)))
            assertTrue(refused(TagoveClient("key", server.url, maxRows = 2)).startsWith("byte "))
            assertTrue(refused(TagoveClient("key", server.url, maxDepth = 1)).startsWith("byte "))
            TagoveClient("key", server.url, maxRows = 100, maxDepth = 10).use { assertEquals(3, it.listChats().records.toList().size) }
        }
    }

    @Test
    fun `warning, in strict, is Decode with its place`() = runBlocking<Unit> {
        val (player, name) = case("get_chat/id-object-unfit/json")
        player.use { server ->
            TagoveClient("corpus-key", server.url + name).use { client ->
                assertEquals(listOf(WarningCode.UNFIT_VALUE), client.getChat("43074").page.warnings.map { it.code })
            }
            TagoveClient("corpus-key", server.url + name, strict = true).use { client ->
                val error = assertThrows<TagoveException.Decode> { client.getChat("43074") }
                assertEquals("/0/session_id", error.at)
                assertEquals(200, error.status)
            }
        }
    }

    @Test
    fun `accept, of XML, asks for it`() = runBlocking<Unit> {
        // The case compares the header: the player answers only what was recorded.
        val (player, name) = case("get_chat/accept-xml/xml")
        player.use { server ->
            TagoveClient("corpus-key", server.url + name, accept = Accept.XML).use { client ->
                val chat = client.getChat("43074")
                assertEquals("43074", chat.id)
                assertEquals('<', chat.page.body.first().toInt().toChar())
            }
            TagoveClient("corpus-key", server.url + name, maxRetries = 0).use { client ->
                assertThrows<TagoveException> { client.getChat("43074") }
            }
        }
    }

    @Test
    fun `zone, given, places every time`() = runBlocking<Unit> {
        LocalServer("--chats", "20").use { server ->
            val civil = server.client().use { it.listChats().records.toList() }.map { it.dateCreated!! }
            for (zone in listOf("Europe/Berlin", "europe/berlin", "America/St_Johns", "UTC")) {
                val placed = TagoveClient("key", server.url, timeZone = zone).use { it.listChats().records.toList() }.map { it.dateCreated!! }
                val expected = civil.map { it.civil.atZone(ZoneId.of(if (zone == "europe/berlin") "Europe/Berlin" else zone)) }
                assertEquals(civil.map { it.civil }, placed.map { it.civil })
                assertEquals(expected.map { it.offset }, placed.map { it.offset })
                assertEquals(expected.map { it.toInstant() }, placed.map { it.instant })
            }
            assertTrue(civil.all { it.offset == null && it.instant == null })
        }
    }

    @Test
    fun `time, that the zone skips or repeats, stays civil with a warning`() = runBlocking<Unit> {
        val (player, name) = case("get_chat")
        player.use { server ->
            for ((behaviour, code) in listOf("skipped" to WarningCode.SKIPPED_TIME, "repeated" to WarningCode.AMBIGUOUS_TIME)) {
                TagoveClient("corpus-key", "${server.url}$name/time-zone-$behaviour/json", timeZone = "Europe/Berlin").use { client ->
                    val chat = client.getChat("43074")
                    val warning = chat.page.warnings.first { it.code == code }
                    assertTrue(warning.at.startsWith("/0/date_"), warning.at)
                    val time = if (warning.at == "/0/date_created") chat.dateCreated else chat.dateUpdated
                    assertNull(time!!.offset)
                }
            }
        }
    }
}
