import com.tagove.*
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.flow.filter

/** How many chats of a time no agent wrote in. */
suspend fun unanswered(client: TagoveClient, from: String, to: String): Int {
    val chats = client.listChats(startDate = from, endDate = to, include = listOf(Include.MESSAGES))
    val count = chats.records.filter { chat -> chat.messages.orEmpty().none { it.senderType == "agent" } }.count()
    check(chats.summary.complete) { "the list ended early: ${chats.summary.ended}" }
    return count
}
