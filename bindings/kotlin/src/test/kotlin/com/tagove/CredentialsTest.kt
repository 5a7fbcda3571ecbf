package com.tagove

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Keys that the app provides. */
@Timeout(60)
class CredentialsTest {
    private fun LocalServer.asking(credentials: Credentials) = TagoveClient(baseUrl = url, credentials = credentials)

    @Test
    fun `provider, asked by many calls at once, is asked once`() = runBlocking<Unit> {
        val asked = AtomicInteger()
        LocalServer("--key", "right").use { server ->
            server.asking { asked.incrementAndGet(); ApiKey("right") }.use { client ->
                List(20) { async(Dispatchers.Default) { client.getChat("43074").id } }.awaitAll()
            }
        }
        assertEquals(1, asked.get())
    }

    @Test
    fun `key, refused by the server, is renewed once`() = runBlocking<Unit> {
        val keys = ArrayDeque(listOf("old", "right"))
        LocalServer("--key", "right").use { server ->
            server.asking { ApiKey(keys.removeFirst()) }.use { client ->
                assertEquals(2, client.getChat("43074").page.attempts)
                assertEquals(1, client.getChat("43074").page.attempts)
            }
        }
        assertEquals(0, keys.size)
    }

    @Test
    fun `key, expired, is asked for again`() = runBlocking<Unit> {
        val asked = AtomicInteger()
        LocalServer().use { server ->
            server.asking { asked.incrementAndGet(); ApiKey("any", Duration.ZERO) }.use { client -> repeat(3) { client.getChat("43074") } }
            assertEquals(3, asked.get())
            server.asking { asked.incrementAndGet(); ApiKey("any", Duration.INFINITE) }.use { client -> repeat(3) { client.getChat("43074") } }
            assertEquals(4, asked.get())
        }
    }

    @Test
    fun `provider, that throws, is the cause of Authentication`() = runBlocking<Unit> {
        LocalServer().use { server ->
            for (thrown in listOf(IllegalStateException("somebody's words"), NotImplementedError("somebody's words"))) {
                server.asking { throw thrown }.use { client ->
                    for (call in listOf<suspend () -> Unit>({ client.getChat("1") }, { client.listChats().records.toList() })) {
                        val error = assertThrows<TagoveException.Authentication> { call() }
                        assertSame(thrown, error.cause)
                        assertEquals(0, error.attempts)
                        assertFalse("words" in error.message!!, error.message)
                    }
                }
            }
            assertEquals(emptyList<String>(), server.requests())
        }
    }

    @Test
    fun `key, that is none, is refused and not repeated`() = runBlocking<Unit> {
        LocalServer().use { server ->
            server.asking { ApiKey("sec ret") }.use { client ->
                val error = assertThrows<TagoveException.Configuration> { client.getChat("1") }
                assertFalse("ret" in error.reason.replace("secret", ""), error.reason)
            }
            server.asking { ApiKey("any", (-1).seconds) }.use { client ->
                val error = assertThrows<TagoveException.Authentication> { client.getChat("1") }
                assertEquals("Configuration", (error.cause as TagoveException).kind)
            }
        }
        assertEquals("ApiKey(expiresIn=5s)", ApiKey("secret", 5.seconds).toString())
    }

    @Test
    fun `call, cancelled while the provider works, cancels the provider`() = runBlocking<Unit> {
        val asked = CompletableDeferred<Unit>()
        val ended = CompletableDeferred<Unit>()
        LocalServer().use { server ->
            val provider = Credentials {
                asked.complete(Unit)
                try { awaitCancellation() } finally { ended.complete(Unit) }
            }
            server.asking(provider).use { client ->
                val call = launch(Dispatchers.Default) { client.getChat("1") }
                asked.await()
                call.cancelAndJoin()
                ended.await()
            }
            assertEquals(emptyList<String>(), server.requests())
        }
    }

    @Test
    fun `provider and key, both given, are refused`() {
        val error = assertThrows<TagoveException.Configuration> { TagoveClient(apiKey = "any", credentials = { ApiKey("any") }) }
        assertNull(error.cause)
    }
}
