package com.tagove

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import kotlin.time.Duration.Companion.hours

/** What Java sees: a cancelled future closes its connection, and the server says so. */
@Timeout(60)
class FuturesTest {
    /** Nothing but what is tested may end a call. */
    private fun LocalServer.futures() = TagoveFutures(TagoveClient("key", url, timeout = 1.hours, attemptTimeout = 1.hours))

    @Test
    fun `future, cancelled, hangs up, whatever it waits for`() {
        LocalServer("--latency", "600").use { server ->
            server.futures().use { client ->
                client.listChats().pager().use { pager ->
                    val calls = listOf<() -> CompletableFuture<*>>(
                        { client.getChat("1") },
                        { client.listMessages("1") },
                        { client.getRecording("1") },
                        { client.getVisitorSessions("1") },
                        { client.all(client.listVisitorSessions()) },
                        { client.nextPage(pager) },
                    )
                    calls.forEachIndexed { index, call ->
                        val waiting = call()
                        server.requests(atLeast = index + 1)
                        assertTrue(waiting.cancel(true))
                        assertEquals(index + 1, server.hangUps(index + 1))
                        assertThrows<CancellationException> { waiting.join() }
                    }
                }
            }
        }
    }

    @Test
    fun `futures, two hundred cancelled at once, all hang up`() {
        LocalServer("--latency", "600").use { server ->
            server.futures().use { client ->
                val waiting = List(200) { client.getChat("1") }
                server.requests(atLeast = 200)
                waiting.forEach { it.cancel(true) }
                assertEquals(200, server.hangUps(200))
            }
        }
    }

    @Test
    fun `future, cancelled after its answer, has it`() {
        LocalServer().use { server ->
            server.futures().use { client ->
                val answered = client.getChat("43074")
                assertEquals("43074", answered.join().id)
                answered.cancel(true)
                assertEquals("43074", answered.join().id)
            }
            assertEquals(0, server.hangUps(0))
        }
    }

    @Test
    fun `client, closed, ends its futures with typed errors`() {
        LocalServer("--latency", "600").use { server ->
            val client = server.futures()
            val waiting = client.getChat("1")
            server.requests(atLeast = 1)
            client.close()
            assertInstanceOf(TagoveException.Cancelled::class.java, assertThrows<CompletionException> { waiting.join() }.cause)
            assertEquals(1, server.hangUps(1))
            for (later in listOf(client.getChat("1"), client.all(client.listChats()))) {
                assertInstanceOf(TagoveException.Configuration::class.java, assertThrows<CompletionException> { later.join() }.cause)
            }
            assertEquals(1, server.requests().size)
        }
    }
}
