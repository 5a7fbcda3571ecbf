package com.tagove

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import java.lang.ref.Cleaner
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.time.Duration.Companion.hours

/** What nobody closes: the cleaner does, and nothing adds up. */
@Timeout(120)
class ForgottenTest {
    @Test
    fun `pager, forgotten, hangs up on the pages asked ahead`() {
        // The pages asked ahead are never answered: nothing but giving them up ends them.
        LocalServer("--chats", "50", "--fault", "2=silence", "--fault", "3=silence").use { server ->
            TagoveClient("key", server.url, prefetch = 2, timeout = 1.hours, attemptTimeout = 1.hours).use { client ->
                val gone = CountDownLatch(1)
                begun(client, gone)
                server.requests(atLeast = 3)
                collectUntil(gone)
                assertEquals(2, server.hangUps(2))
            }
        }
    }

    /** In a function of its own, so that no frame holds the pager. */
    private fun begun(client: TagoveClient, gone: CountDownLatch) {
        val pager = client.listChats(limit = 5).pager()
        cleaner.register(pager) { gone.countDown() }
        runBlocking { assertEquals(5, pager.nextPage()!!.size) }
    }

    private fun collectUntil(gone: CountDownLatch) {
        for (round in 1..50) {
            System.gc()
            if (gone.await(200, TimeUnit.MILLISECONDS)) return
        }
        throw AssertionError("something still holds a pager that was forgotten")
    }

    @Test
    fun `calls, cancelled or failed in the provider, do not add up`() = runBlocking<Unit> {
        LocalServer("--latency", "600").use { server ->
            suspend fun round(times: Int): Pair<Long, Long> {
                repeat(times) {
                    val asked = CompletableDeferred<Unit>()
                    val patient = TagoveClient(
                        baseUrl = server.url, onRequest = { error("it is never made") },
                        credentials = { asked.complete(Unit); awaitCancellation() },
                    )
                    patient.use { client ->
                        val call = launch(Dispatchers.Default) { client.getChat("1") }
                        asked.await()
                        call.cancelAndJoin()
                    }
                    TagoveClient(baseUrl = server.url, credentials = { throw Heavy() }).use { client ->
                        assertThrows<TagoveException.Authentication> { client.getChat("1") }
                    }
                }
                return Memory.held() to Memory.outsideTheHeap()
            }
            val (heap, beside) = round(100)
            val (heapAfter, besideAfter) = round(400)
            println("memory: ${heap shr 20} + ${beside shr 20} MiB after 200 calls cancelled or failed, ${heapAfter shr 20} + ${besideAfter shr 20} MiB after 800 more")
            assertTrue(heapAfter - heap < 12L shl 20) { "the heap grew by ${(heapAfter - heap) shr 20} MiB" }
            assertEquals(emptyList<String>(), server.requests())
        }
    }

    /** What is thrown is kept until its call has ended, and no longer: four hundred of them would be 25 MiB. */
    private class Heavy : RuntimeException() {
        @Suppress("unused")
        val weight = ByteArray(1 shl 16)
    }

    private companion object {
        val cleaner: Cleaner = Cleaner.create()
    }
}
