package com.tagove

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import kotlin.time.Duration.Companion.hours

/** A cancelled coroutine closes its socket: the server says so. */
@Timeout(60)
class CancelTest {
    /** Nothing but the cancellation may end an attempt. */
    private fun patient(server: LocalServer) = TagoveClient("key", server.url, timeout = 1.hours, attemptTimeout = 1.hours)

    @Test
    fun `call, cancelled, hangs up`() = runBlocking<Unit> {
        LocalServer("--latency", "30").use { server ->
            patient(server).use { client ->
                val call = launch(Dispatchers.Default, CoroutineStart.UNDISPATCHED) { client.getChat("1") }
                server.requests(atLeast = 1)
                call.cancelAndJoin()
                assertEquals(1, server.hangUps(1))
            }
        }
    }

    @Test
    fun `flow, cancelled, hangs up`() = runBlocking<Unit> {
        LocalServer("--latency", "30").use { server ->
            patient(server).use { client ->
                val call = launch(Dispatchers.Default) { client.listChats().records.collect() }
                server.requests(atLeast = 1)
                call.cancelAndJoin()
                assertEquals(1, server.hangUps(1))
            }
        }
    }

    @Test
    fun `call, cancelled before it began, asks for nothing`() = runBlocking<Unit> {
        LocalServer().use { server ->
            patient(server).use { client ->
                val call = launch(Dispatchers.Default, CoroutineStart.LAZY) { client.getChat("1") }
                call.cancelAndJoin()
                val late = launch(Dispatchers.Default) { coroutineContext.cancel(); client.getChat("1") }
                late.join()
                assertTrue(late.isCancelled)
            }
            assertEquals(emptyList<String>(), server.requests())
        }
    }

    @Test
    fun `call, cancelled after its answer, has it`() = runBlocking<Unit> {
        LocalServer().use { server ->
            patient(server).use { client ->
                val answered = CompletableDeferred<String?>()
                val call = launch(Dispatchers.Default) { answered.complete(client.getChat("43074").id); awaitCancellation() }
                assertEquals("43074", answered.await())
                call.cancelAndJoin()
                assertEquals("43074", client.getChat("43074").id)
            }
        }
    }

    @Test
    fun `request, cancelled, hangs up`() = runBlocking<Unit> {
        LocalServer("--latency", "30").use { server ->
            patient(server).use { client ->
                val call = launch(Dispatchers.Default) { client.request("GET", "/departments") }
                server.requests(atLeast = 1)
                call.cancelAndJoin()
                assertEquals(1, server.hangUps(1))
            }
        }
    }

    @Test
    fun `withTimeout, run out, throws Kotlin's own exception`() {
        LocalServer("--latency", "30").use { server ->
            server.client().use { client ->
                assertThrows<TimeoutCancellationException> { runBlocking { withTimeout(100) { client.getChat("1") } } }
            }
        }
    }

    @Test
    fun `flow, taken in part, asks for no more than was prefetched`() = runBlocking<Unit> {
        LocalServer("--chats", "50").use { server ->
            server.client(prefetch = 0).use { client ->
                val three = client.listChats(limit = 5).records.take(3).toList()
                assertEquals(3, three.size)
            }
            assertEquals(1, server.requests().size)
        }
    }

    @Test
    fun `page, given up and asked for again, is not lost`() = runBlocking<Unit> {
        LocalServer("--chats", "4", "--fault", "2=slow:5").use { server ->
            server.client(prefetch = 1).use { client ->
                client.listChats(limit = 2).pager().use { pager ->
                    val first = pager.nextPage()!!
                    // The second page is on its way; who stops waiting for it leaves it there.
                    assertThrows<TimeoutCancellationException> { withTimeout(1) { pager.nextPage() } }
                    val second = pager.nextPage()!!
                    assertEquals(listOf(1L, 2L), listOf(first.number, second.number))
                    assertEquals(4, (first + second).map { it.id }.toSet().size)
                }
            }
        }
    }
}
