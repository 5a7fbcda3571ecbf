package com.tagove

import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.time.Duration

/** What an app hears of its requests. */
@Timeout(60)
class HooksTest {
    @Test
    fun `hooks, of a call that is made again, hear all of it in order`() = runBlocking<Unit> {
        val heard = ConcurrentLinkedQueue<Any>()
        LocalServer("--fault", "1=503:0").use { server ->
            val client = TagoveClient(
                "secret-key", server.url,
                onRequest = heard::add, onResponse = heard::add, onRetry = heard::add, onPage = heard::add,
            )
            client.use { assertEquals(2, it.getChat("43074").page.attempts) }
            assertEquals(
                listOf("RequestEvent", "ResponseEvent", "RetryEvent", "RequestEvent", "ResponseEvent", "PageEvent"),
                heard.map { it::class.simpleName },
            )
            val (first, failed, retry) = heard.toList()
            first as RequestEvent
            assertEquals("getChat", first.operation)
            assertEquals("${server.url}/chat/43074", first.url)
            assertEquals(1, first.attempt)
            assertEquals(first to 503, (failed as ResponseEvent).let { it.request to it.status })
            assertEquals("Server" to 503, (retry as RetryEvent).let { it.kind to it.status })
            val second = heard.toList()[3] as RequestEvent
            assertEquals(first.copy(attempt = 2), second)
            assertEquals(PageEvent("getChat", 1, 1, 0, Duration.ZERO), (heard.last() as PageEvent).copy(elapsed = Duration.ZERO))
            assertFalse("secret-key" in heard.toString())
        }
    }

    @Test
    fun `hook, of a list, is told of each page`() = runBlocking<Unit> {
        val pages = ConcurrentLinkedQueue<Pair<Long, Long>>()
        LocalServer("--chats", "3").use { server ->
            TagoveClient("key", server.url, prefetch = 0, onPage = { pages += it.page to it.records }).use { client ->
                client.listChats(limit = 2).records.toList()
            }
        }
        assertEquals(listOf(1L to 2L, 2L to 1L, 3L to 0L), pages.toList())
    }

    @Test
    fun `hook, that throws, is told to the thread's handler and the call goes on`() = runBlocking<Unit> {
        val before = Thread.getDefaultUncaughtExceptionHandler()
        val reported = ConcurrentLinkedQueue<Throwable>()
        Thread.setDefaultUncaughtExceptionHandler { _, error -> reported += error }
        try {
            LocalServer().use { server ->
                val thrown = NotImplementedError("the hook's")
                TagoveClient("key", server.url, onRequest = { throw thrown }).use { client ->
                    assertEquals("43074", client.getChat("43074").id)
                }
                assertEquals(listOf<Throwable>(thrown), reported.toList())
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before)
        }
    }

    @Test
    fun `hook, that waits for calls of its client, holds up nobody else`() = runBlocking<Unit> {
        LocalServer().use { server ->
            lateinit var client: TagoveClient
            val nested = ConcurrentLinkedQueue<String?>()
            // More of them than the library has threads of its own.
            client = TagoveClient("key", server.url, prefetch = 0, onPage = { event ->
                if (event.operation == "listChats") nested += runBlocking { client.getChat("43074").id }
            })
            client.use { assertTrue(it.listChats(limit = 100).pages.toList().size > 4) }
            assertEquals(setOf<String?>("43074"), nested.toSet())
            assertTrue(nested.size > 4)
        }
    }
}
