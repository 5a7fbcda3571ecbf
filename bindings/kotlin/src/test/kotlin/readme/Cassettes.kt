import com.tagove.*
import kotlinx.coroutines.flow.toList

/** The ids of all chats. */
suspend fun ids(client: TagoveClient): List<String?> = client.listChats(limit = 10).records.toList().map { it.id }

/** Once, by hand: asks the server at this URL and writes a cassette into an empty folder, with nobody's words in it. */
suspend fun record(folder: String, baseUrl: String): List<String?> =
    TagoveClient(apiKey = "any", baseUrl = baseUrl, record = folder, redact = true).use { ids(it) }

/** In each test: the cassette answers, without a connection and without a key. */
suspend fun replay(folder: String): List<String?> = TagoveClient(replay = folder).use { ids(it) }
