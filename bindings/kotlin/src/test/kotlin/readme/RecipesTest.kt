import com.tagove.LocalServer
import com.tagove.TagoveClient
import com.tagove.TagoveException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import java.io.File
import java.net.ServerSocket

/** The recipes of the README, run. */
@Timeout(60)
class RecipesTest {
    @Test
    fun `list, counted by a flow`() = runBlocking<Unit> {
        LocalServer("--chats", "60").use { server ->
            server.client().use { client -> assertTrue(unanswered(client, "2016-08-01", "2016-12-31") in 0..60) }
        }
    }

    @Test
    fun `view model, cleared, hangs up`() = runBlocking<Unit> {
        LocalServer("--latency", "30").use { server ->
            server.client(prefetch = 0).use { client ->
                val scope = CoroutineScope(Job() + Dispatchers.Default)
                HistoryModel(client, scope).load("2016-08-01")
                server.requests(atLeast = 1)
                scope.cancel()
                assertEquals(1, server.hangUps(1))
            }
        }
    }

    @Test
    fun `view model, loads, and tells of what went wrong`() = runBlocking<Unit> {
        val scope = CoroutineScope(Job() + Dispatchers.Default)
        LocalServer("--chats", "5").use { server ->
            server.client().use { client ->
                val model = HistoryModel(client, scope).also { it.load("2016-08-01") }
                assertEquals(5, model.chats.first { it.isNotEmpty() }.size)
            }
        }
        // A port that was free a moment ago.
        val port = ServerSocket(0).use { it.localPort }
        TagoveClient("key", "http://127.0.0.1:$port", maxRetries = 0).use { client ->
            val model = HistoryModel(client, scope).also { it.load("2016-08-01") }
            assertEquals("You seem to be offline.", model.problem.first { it != null })
        }
        scope.cancel()
    }

    @Test
    fun `key, from the backend, is let in`() = runBlocking<Unit> {
        LocalServer("--key", "of-the-backend").use { server ->
            clientOf(server.url) { "of-the-backend" }.use { assertEquals("43074", it.getChat("43074").id) }
        }
    }

    @Test
    fun `cassette, recorded, answers without a server`(@TempDir folder: File) = runBlocking<Unit> {
        val cassette = File(folder, "chats").path
        val recorded = LocalServer("--chats", "25").use { record(cassette, it.url) }
        assertEquals(25, recorded.size)
        assertEquals(recorded, replay(cassette))
        TagoveClient(replay = cassette).use { client ->
            assertThrows<TagoveException.Configuration> { client.getChat("1") }
        }
    }
}
