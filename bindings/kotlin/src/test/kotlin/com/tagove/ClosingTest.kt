package com.tagove

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException

/** What a client is closed or cancelled under, again and again: who comes first is a matter of microseconds. */
@Timeout(120)
class ClosingTest {
    private val turns = 300

    private suspend fun outcome(call: suspend () -> Any?): String = try {
        call()
        "done"
    } catch (error: TagoveException) {
        error.kind
    }

    @Test
    fun `call, that waits for a key, is Cancelled when its client closes`() = runBlocking<Unit> {
        val ends = HashSet<String>()
        LocalServer().use { server ->
            repeat(turns) { turn ->
                val asked = CompletableDeferred<Unit>()
                val client = TagoveClient(baseUrl = server.url, credentials = { asked.complete(Unit); awaitCancellation() })
                val call = async(Dispatchers.Default) {
                    outcome { if (turn % 2 == 0) client.getChat("1") else client.listChats().pager().nextPage() }
                }
                asked.await()
                client.close()
                ends += call.await()
            }
        }
        assertEquals(setOf("Cancelled"), ends)
    }

    @Test
    fun `future, that waits for a key, is Cancelled when its client closes or it is cancelled`() {
        LocalServer().use { server ->
            repeat(turns) { turn ->
                val asked = CompletableFuture<Unit>()
                val provider = Credentials { asked.complete(Unit); awaitCancellation() }
                TagoveFutures(TagoveClient(baseUrl = server.url, credentials = provider)).use { client ->
                    val call = client.getChat("1")
                    asked.join()
                    if (turn % 2 == 0) client.close() else call.cancel(true)
                    val end = runCatching { call.get() }.exceptionOrNull()
                    if (turn % 2 == 0) assertEquals("Cancelled", ((end as ExecutionException).cause as TagoveException).kind)
                    else assertTrue(end is CancellationException, "$end")
                }
            }
        }
    }

    @Test
    fun `list, whose client or pager closes, never looks ended and throws nothing else`() = runBlocking<Unit> {
        val ends = HashSet<String>()
        LocalServer("--chats", "25").use { server ->
            repeat(turns) { turn ->
                server.client(prefetch = turn % 3).use { client ->
                    val begun = CompletableDeferred<Unit>()
                    val pager = client.listChats(limit = 2).pager()
                    var read = 0
                    val reading = async(Dispatchers.Default, CoroutineStart.UNDISPATCHED) {
                        outcome {
                            while (true) {
                                read += pager.nextPage()?.size ?: break
                                if (read >= turn % 20) begun.complete(Unit)
                            }
                        }
                    }
                    begun.await()
                    if (turn % 2 == 0) client.close() else pager.close()
                    val end = reading.await()
                    if (end == "done") assertEquals(25, read)
                    ends += end
                    pager.close()
                }
            }
        }
        assertTrue(setOf("Cancelled", "Configuration", "done").containsAll(ends), "$ends")
    }
}
