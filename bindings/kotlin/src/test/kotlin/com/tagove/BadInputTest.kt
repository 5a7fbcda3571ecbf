package com.tagove

import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.io.PrintWriter
import java.io.StringWriter
import java.net.ServerSocket
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** What is refused, what cannot be reached, what is not let in: the right class, all fields, never the key. */
class BadInputTest {
    private fun refused(make: () -> TagoveClient) {
        val error = assertThrows<TagoveException.Configuration> { make().close() }
        assertEquals("Configuration", error.kind)
        assertEquals(0, error.attempts)
        assertNull(error.status)
        assertEquals(error.reason, error.message)
    }

    @Test
    fun `option, refused, is Configuration`() {
        refused { TagoveClient("key", "http://example.com") }
        refused { TagoveClient("key", "https://user:pass@example.com") }
        refused { TagoveClient("key", "no url") }
        refused { TagoveClient("key", timeout = Duration.ZERO) }
        refused { TagoveClient("key", timeout = (-1).seconds) }
        refused { TagoveClient("key", timeout = Duration.INFINITE) }
        refused { TagoveClient("key", prefetch = -1) }
    }

    @Test
    fun `key, malformed, is refused and not repeated`() {
        val error = assertThrows<TagoveException.Configuration> { TagoveClient("sec ret-key\n") }
        assertFalse("ret-key" in everything(error), everything(error))
    }

    @Test
    fun `parameter, refused, shows before any request`() = runBlocking<Unit> {
        LocalServer().use { server ->
            server.client().use { client ->
                val lists = listOf(
                    client.listChats(startDate = "2016-02-30"),
                    client.listChats(startDate = "2016-02-02", endDate = "2016-02-01"),
                    client.listChats(page = 0),
                    client.listChats(limit = -5),
                    client.listChats(include = listOf(Include("message"))),
                )
                for (list in lists) assertThrows<TagoveException.InvalidRequest> { list.records.toList() }
                for (id in listOf("", ".", "..")) assertThrows<TagoveException.InvalidRequest> { client.getChat(id) }
                val near = assertThrows<TagoveException.InvalidRequest> { lists.last().pages.toList() }
                assertTrue("`messages`" in near.reason, near.reason)
            }
            assertEquals(emptyList<String>(), server.requests())
        }
    }

    @Test
    fun `server, unreachable, is Connection`() = runBlocking<Unit> {
        // A port that was free a moment ago.
        val port = ServerSocket(0).use { it.localPort }
        TagoveClient("secret-key", "http://127.0.0.1:$port", maxRetries = 0).use { client ->
            val error = assertThrows<TagoveException.Connection> { client.getChat("1") }
            assertEquals(1, error.attempts)
            assertNull(error.status)
            assertFalse("secret-key" in everything(error))
        }
    }

    @Test
    fun `key, wrong, is Authentication with all fields`() = runBlocking<Unit> {
        LocalServer("--key", "right").use { server ->
            server.client("wrong-key").use { client ->
                val error = assertThrows<TagoveException.Authentication> { client.listChats().records.toList() }
                assertEquals("Authentication", error.kind)
                assertEquals(401, error.status)
                assertEquals(1, error.attempts)
                assertTrue(error.requestId!!.isNotEmpty())
                assertNull(error.retryAfter)
                assertNull(error.at)
                assertFalse("wrong-key" in everything(error))
                assertFalse("wrong-key" in client.toString())
            }
        }
    }

    @Test
    fun `time allowed, too short, is Timeout`() = runBlocking<Unit> {
        LocalServer("--latency", "30").use { server ->
            TagoveClient("key", server.url, timeout = 100.milliseconds).use { client ->
                assertThrows<TagoveException.Timeout> { client.getChat("1") }
            }
        }
    }

    @Test
    fun `client, closed, is Configuration`() = runBlocking<Unit> {
        LocalServer().use { server ->
            val client = server.client()
            val begun = client.listChats(limit = 5).pager()
            begun.nextPage()
            client.close()
            client.close()
            assertThrows<TagoveException.Configuration> { client.getChat("1") }
            assertThrows<TagoveException.Configuration> { client.listChats().pages.toList() }
            begun.use { assertThrows<TagoveException.Configuration> { it.nextPage() } }
        }
    }

    @Test
    fun `body, unreadable, is Decode with its place`() {
        val error = assertThrows<TagoveException.Decode> { TagoveClient.decodeChats("{\"data\": nonsense}".toByteArray()) }
        assertEquals("byte 10", error.at, "`n` could still have been `null`")
    }

    /** All that a crash reporter would show. */
    private fun everything(error: Throwable) = StringWriter().also { error.printStackTrace(PrintWriter(it)) }.toString()
}
