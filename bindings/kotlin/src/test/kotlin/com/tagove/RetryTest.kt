package com.tagove

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import java.io.File
import java.net.ServerSocket
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/** Attempts, the waits between them, and the way to the server. Waits of half a minute, so that one that is not ended shows. */
@Timeout(20)
class RetryTest {
    private fun FailingServer.client(maxRetries: Int? = null, timeout: Duration? = null, onRateLimit: OnRateLimit? = null) =
        TagoveClient("key", url, timeout = timeout, maxRetries = maxRetries, onRateLimit = onRateLimit)

    private fun refused(words: String, make: () -> TagoveClient) {
        val error = assertThrows<TagoveException.Configuration> { make().close() }
        assertTrue(words in error.reason, error.reason)
        assertEquals(0, error.attempts)
        assertFalse("secret" in error.stackTraceToString(), error.reason)
    }

    @Test
    fun `option, out of its range, is Configuration in the core's words`(@TempDir folder: File) {
        val empty = folder.resolve("empty.pem").apply { writeText("") }.path
        refused("attempt_timeout is zero") { TagoveClient("secret", attemptTimeout = Duration.ZERO) }
        refused("attempt_timeout -1") { TagoveClient("secret", attemptTimeout = (-1).seconds) }
        refused("attempt_timeout inf") { TagoveClient("secret", attemptTimeout = Duration.INFINITE) }
        refused("connect_timeout is zero") { TagoveClient("secret", connectTimeout = Duration.ZERO) }
        refused("connect_timeout -1") { TagoveClient("secret", connectTimeout = (-1).seconds) }
        refused("max_retries -1") { TagoveClient("secret", maxRetries = -1) }
        for (number in listOf(0.0, -0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
            refused("requests_per_second is") { TagoveClient("secret", requestsPerSecond = number) }
        }
        for (url in listOf("", "user:secret@proxy:3128", "socks5://user:secret@proxy:1080", "http://user:secret@", "http://user:secret@proxy:99999")) {
            refused("proxy ") { TagoveClient("key", proxy = url) }
        }
        refused("ca_file $folder/none.pem cannot be read") { TagoveClient("secret", caFile = "$folder/none.pem") }
        refused("ca_file $empty holds no certificate") { TagoveClient("secret", caFile = empty) }
        refused("client_certificate $folder cannot be read") { TagoveClient("secret", clientCertificate = "$folder") }
        refused("client_certificate $empty has to hold") { TagoveClient("secret", clientCertificate = empty) }
    }

    @Test
    fun `option, at its end, is taken and not shown`() {
        TagoveClient(
            "key", attemptTimeout = 3650.days, connectTimeout = 1.milliseconds, maxRetries = Int.MAX_VALUE, onRateLimit = OnRateLimit.WAIT,
            requestsPerSecond = 0.001, proxy = "http://user:secret@127.0.0.1:3128",
        ).use { assertEquals("TagoveClient", it.toString()) }
    }

    @Test
    fun `call, cancelled between two attempts, ends at once`() = runBlocking<Unit> {
        FailingServer(503, "30").use { server ->
            server.client().use { client ->
                val call = launch(Dispatchers.Default, CoroutineStart.UNDISPATCHED) { client.getChat("1") }
                server.awaitAnswered()
                val asked = TimeSource.Monotonic.markNow()
                call.cancelAndJoin()
                assertTrue(asked.elapsedNow() < 20.seconds)
                assertTrue(call.isCancelled)
            }
            assertEquals(1, server.requests)
        }
    }

    @Test
    fun `flow, cancelled between two attempts, ends at once`() = runBlocking<Unit> {
        FailingServer(503, "30").use { server ->
            server.client().use { client ->
                val call = launch(Dispatchers.Default) { client.listChats().records.collect() }
                server.awaitAnswered()
                val asked = TimeSource.Monotonic.markNow()
                call.cancelAndJoin()
                assertTrue(asked.elapsedNow() < 20.seconds)
                assertTrue(call.isCancelled)
            }
            assertEquals(1, server.requests)
        }
    }

    @Test
    fun `failure, that may pass, is tried again so often`() = runBlocking<Unit> {
        FailingServer(503, "0").use { server ->
            for (retries in 0..1) server.client(maxRetries = retries).use { client ->
                val error = assertThrows<TagoveException.Server> { client.getChat("1") }
                assertEquals(retries + 1L, error.attempts)
                assertEquals(503 to Duration.ZERO, error.status to error.retryAfter)
            }
            assertEquals(3, server.requests)
        }
    }

    @Test
    fun `wait, longer than the whole time, is not begun`() = runBlocking<Unit> {
        for (asked in listOf("30", "99999999999999999999")) FailingServer(503, asked).use { server ->
            server.client(timeout = 25.seconds).use { client ->
                val error = assertThrows<TagoveException.Server> { client.getChat("1") }
                assertEquals(1, error.attempts)
                if (asked == "30") assertEquals(30.seconds, error.retryAfter) else assertTrue(error.retryAfter!! > 365_000.days)
            }
        }
    }

    @Test
    fun `rate limit, raised, is RateLimited at once`() = runBlocking<Unit> {
        FailingServer(429, "30").use { server ->
            server.client(onRateLimit = OnRateLimit.RAISE).use { client ->
                val error = assertThrows<TagoveException.RateLimited> { client.getChat("1") }
                assertEquals(1, error.attempts)
                assertEquals(30.seconds, error.retryAfter)
            }
            server.client(onRateLimit = OnRateLimit.WAIT).use { client ->
                val call = launch(Dispatchers.Default, CoroutineStart.UNDISPATCHED) { client.getChat("1") }
                repeat(2) { server.awaitAnswered() }
                call.cancelAndJoin()
                assertTrue(call.isCancelled)
            }
        }
    }

    @Test
    fun `attempt, too slow, is Timeout that names the option`() = runBlocking<Unit> {
        LocalServer("--latency", "30").use { server ->
            TagoveClient("key", server.url, attemptTimeout = 100.milliseconds, maxRetries = 0).use { client ->
                val error = assertThrows<TagoveException.Timeout> { client.getChat("1") }
                assertTrue("attempt_timeout" in error.reason, error.reason)
                assertEquals(1, error.attempts)
            }
        }
    }

    @Test
    fun `requests, that would come too late, are not waited for`() = runBlocking<Unit> {
        LocalServer().use { server ->
            TagoveClient("key", server.url, timeout = 20.seconds, requestsPerSecond = 0.01).use { client ->
                assertEquals("43074", client.getChat("43074").id)
                val error = assertThrows<TagoveException.Timeout> { client.getChat("43074") }
                assertTrue("requests_per_second" in error.reason, error.reason)
                assertEquals(0, error.attempts)
            }
        }
    }

    @Test
    fun `proxy, given, is where requests go, and its password is not shown`() = runBlocking<Unit> {
        // A port that was free a moment ago.
        val nobody = ServerSocket(0).use { "127.0.0.1:${it.localPort}" }
        LocalServer("--chats", "3").use { server ->
            val proxy = server.url.replace("http://", "http://user:secret@")
            TagoveClient("key", "http://$nobody", proxy = proxy).use { client ->
                assertEquals(3, client.listChats().records.toList().size)
                assertEquals("TagoveClient", client.toString())
            }
        }
        TagoveClient("key", "http://127.0.0.1:1", proxy = "http://user:secret@$nobody", maxRetries = 0).use { client ->
            val error = assertThrows<TagoveException.Connection> { client.getChat("1") }
            for (secret in listOf("secret", "user")) assertFalse(secret in error.stackTraceToString(), error.reason)
        }
    }
}
