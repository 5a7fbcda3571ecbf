import com.tagove.*
import kotlinx.coroutines.runBlocking

fun main() = runBlocking {
    TagoveClient(apiKey = "any", baseUrl = "http://127.0.0.1:8787", timeZone = "Europe/Berlin").use { client ->
        val chats = client.listChats(startDate = "2016-08-01", include = listOf(Include.MESSAGES)).take(30)
        chats.records.collect { chat -> println("${chat.id}: ${chat.messages?.size} messages, ${chat.dateCreated?.instant}") }
        println(chats.summary)
    }
}
