package com.tagove

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import java.lang.ref.ReferenceQueue
import java.lang.ref.WeakReference
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds

/** How long things live: until they are closed, or forgotten. */
@Timeout(120)
class LifeTest {
    @Test
    fun `client, closed, ends its calls and hangs up`() = runBlocking<Unit> {
        LocalServer("--latency", "30").use { server ->
            TagoveClient("key", server.url, timeout = 1.hours, attemptTimeout = 1.hours).use { client ->
                val waiting = listOf<suspend () -> Any>(
                    { client.getChat("1") },
                    { client.listChats().records.toList() },
                    { client.request("GET", "/departments") },
                ).map { call -> async(Dispatchers.Default) { runCatching { call() }.exceptionOrNull() } }
                server.requests(atLeast = 3)
                client.close()
                for (error in waiting.awaitAll()) assertEquals("Cancelled", (error as TagoveException).kind)
                assertEquals(3, server.hangUps(3))
            }
        }
    }

    @Test
    fun `client, closed, is closed for those made of it`() = runBlocking<Unit> {
        LocalServer().use { server ->
            val client = server.client()
            val other = client.withOptions(maxRetries = 0)
            val pager = other.listChats(limit = 5).pager()
            assertEquals(5, pager.nextPage()!!.size)
            client.close()
            val refused = listOf<suspend () -> Unit>(
                { other.getChat("43074") },
                { other.listMessages("43074") },
                { other.getRecording("43074") },
                { other.getVisitorSessions("1") },
                { other.request("GET", "/chats") },
                { other.listVisitorSessions().pages.toList() },
                { other.listChats().take(1).records.toList() },
                { pager.nextPage() },
                { other.withOptions(strict = true) },
            )
            for (call in refused) {
                val error = assertThrows<TagoveException.Configuration> { call() }
                assertEquals("the client is closed; make a new one", error.reason)
            }
            pager.close()
            pager.close()
            assertEquals("Configuration", assertThrows<TagoveException> { pager.nextPage() }.kind)
        }
    }

    @Test
    fun `options, changed, hold for the new client alone`() = runBlocking<Unit> {
        LocalServer("--latency", "30").use { server ->
            server.client().use { client ->
                val hasty = client.withOptions(timeout = 50.milliseconds)
                assertThrows<TagoveException.Timeout> { hasty.getChat("1") }
                val refusal = assertThrows<TagoveException.Configuration> { client.withOptions(prefetch = 65) }
                assertTrue("prefetch" in refusal.reason, refusal.reason)
                assertThrows<TagoveException.Configuration> { client.withOptions(timeZone = "Europe/Atlantis") }
            }
        }
    }

    @Test
    fun `calls, two hundred at once, are all answered`() = runBlocking<Unit> {
        LocalServer().use { server ->
            server.client().use { client ->
                val ids = List(200) { number ->
                    async(Dispatchers.Default) { if (number % 2 == 0) client.getChat("43074").id else client.listMessages("43074").id }
                }
                assertEquals(List(200) { "43074" }, ids.awaitAll())
            }
        }
    }

    @Test
    fun `client, forgotten with a hook that knows it, is let go of`() {
        LocalServer().use { server ->
            val gone = ReferenceQueue<TagoveClient>()
            val clients = List(20) { WeakReference(forgotten(server), gone) }
            repeat(clients.size) { assertFreed(gone) }
        }
    }

    private fun forgotten(server: LocalServer): TagoveClient {
        val hooked = arrayOfNulls<TagoveClient>(1)
        val client = TagoveClient("key", server.url, onRequest = { checkNotNull(hooked[0]) })
        hooked[0] = client
        runBlocking { assertEquals("43074", client.getChat("43074").id) }
        return client
    }

    private fun assertFreed(gone: ReferenceQueue<*>) {
        for (round in 1..50) {
            System.gc()
            if (gone.remove(200) != null) return
        }
        throw AssertionError("something still holds a client that was forgotten")
    }

    @Test
    fun `pages, forgotten, are freed by the cleaner`() {
        val body = com.tagove.bench.pageBody()
        fun read(times: Int): Long {
            repeat(times) { assertEquals(100, TagoveClient.decodeChats(body).size) }
            System.gc()
            return Memory.outsideTheHeap()
        }
        val before = read(400)
        // What the cleaner has not come to yet goes with a later round; what is kept only grows with more.
        val most = 1000L * body.size
        var after = read(2000)
        for (more in 1..4) if (after - before >= most) after = read(2000)
        println("memory: ${before shr 20} MiB after 400 pages of ${body.size shr 10} KiB, ${after shr 20} MiB after 2000 more")
        // Pages that are kept add at least their bodies. What the allocator keeps for the next ones is no leak.
        assertTrue(after - before < most) { "grew by ${(after - before) shr 20} MiB" }
    }

    @Test
    fun `clients and lists, forgotten in the middle, do not add up`() = runBlocking<Unit> {
        LocalServer("--chats", "50").use { server ->
            suspend fun round(times: Int): Long {
                repeat(times) {
                    val client = server.client(prefetch = 2)
                    client.listChats(limit = 5).pager().nextPage()
                    client.close()
                }
                System.gc()
                return Memory.outsideTheHeap()
            }
            val before = round(50)
            // As with pages: what is kept only grows with more rounds.
            val most = 64L shl 20
            var after = round(200)
            for (more in 1..4) if (after - before >= most) after = round(200)
            println("memory: ${before shr 20} MiB after 50 clients, ${after shr 20} MiB after 200 more")
            assertTrue(after - before < most) { "grew by ${(after - before) shr 20} MiB" }
        }
    }
}
