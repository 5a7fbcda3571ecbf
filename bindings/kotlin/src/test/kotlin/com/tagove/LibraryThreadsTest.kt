package com.tagove

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap

/** What the library's own threads are to the JVM. */
@Timeout(60)
class LibraryThreadsTest {
    @Test
    fun `hook, called, runs on a named daemon`() = runBlocking<Unit> {
        val seen = ConcurrentHashMap.newKeySet<String>()
        LocalServer().use { server ->
            val hear = { _: RequestEvent -> Thread.currentThread().let { seen.add("${it.name} ${it.isDaemon}") }; Unit }
            TagoveClient(apiKey = "any", baseUrl = server.url, onRequest = hear).use { client -> repeat(3) { client.getChat("43074") } }
        }
        assertEquals(setOf("tagove true"), seen)
    }

    /** Native code writes past `System.err`, so a JVM of its own. */
    @Test
    fun `hook, closing its client, leaves nothing on stderr`() {
        LocalServer().use { server ->
            val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
            val process = ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Closing::class.java.name, server.url).start()
            process.outputStream.close()
            val told = process.errorStream.bufferedReader().readText()
            assertEquals(0, process.waitFor(), told)
            assertEquals("", told)
        }
    }

    object Closing {
        @JvmStatic
        fun main(arguments: Array<String>) = repeat(30) {
            lateinit var client: TagoveClient
            client = TagoveClient(apiKey = "any", baseUrl = arguments[0], onRequest = { client.close() })
            try {
                runBlocking { client.getChat("43074") }
                error("a call was answered whose client was closed before it was sent")
            } catch (_: TagoveException.Cancelled) {
                // As it has to be: the end was before the request.
            }
        }
    }
}
