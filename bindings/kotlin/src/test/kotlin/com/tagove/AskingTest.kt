package com.tagove

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import kotlin.coroutines.coroutineContext

/** A provider that asks through the client that waits for it: refused at once, not when the minute of `timeout` is up. */
@Timeout(30)
class AskingTest {
    private fun LocalServer.refusing(ask: suspend (TagoveClient) -> Any?): Throwable? {
        val own = CompletableDeferred<TagoveClient>()
        return TagoveClient(baseUrl = url, credentials = { ask(own.await()); ApiKey("any") }).use { client ->
            own.complete(client)
            assertThrows<TagoveException.Authentication> { runBlocking { client.getChat("43074") } }.cause
        }
    }

    @Test
    fun `provider, asking through its own client, is refused`() = LocalServer().use { server ->
        val ways = listOf<suspend (TagoveClient) -> Any?>(
            { it.getChat("43074") },
            { it.request("GET", "/chats") },
            { it.listChats().records.first() },
            { it.listVisitorSessions().pager().nextPage() },
            { it.withOptions(maxRetries = 0).getChat("43074") },
            { coroutineScope { async { it.getChat("43074") }.await() } },
        )
        for (way in ways) {
            val cause = assertInstanceOf(TagoveException.Configuration::class.java, server.refusing(way))
            assertEquals("credentials asks through its own client, which waits for it; ask through another client", cause.message)
        }
        assertEquals(emptyList<String>(), server.requests())
    }

    @Test
    fun `provider, asking through another client, is answered`() = runBlocking<Unit> {
        LocalServer().use { server ->
            server.client().use { other ->
                TagoveClient(baseUrl = server.url, credentials = { ApiKey(other.getChat("43074").id!!) }).use { client ->
                    assertEquals("43079", client.getChat("43079").id)
                }
            }
        }
    }

    @Test
    fun `what a provider left running, after its answer, may ask`() = runBlocking<Unit> {
        LocalServer().use { server ->
            val own = CompletableDeferred<TagoveClient>()
            val answered = CompletableDeferred<Unit>()
            val left = CompletableDeferred<Deferred<Chat>>()
            val credentials = Credentials {
                // Its own context, its job aside: the answer does not wait for it.
                left.complete(
                    CoroutineScope(coroutineContext + kotlinx.coroutines.Job()).async {
                        answered.await()
                        own.await().getChat("43079")
                    },
                )
                ApiKey("any")
            }
            TagoveClient(baseUrl = server.url, credentials = credentials).use { client ->
                own.complete(client)
                assertEquals("43074", client.getChat("43074").id)
                answered.complete(Unit)
                assertEquals("43079", left.await().await().id)
            }
        }
    }
}
