import com.tagove.*
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch

/** On Android a `ViewModel`, and `viewModelScope` the scope. */
class HistoryModel(private val client: TagoveClient, private val scope: CoroutineScope) {
    val chats = MutableStateFlow<List<Chat>>(emptyList())
    val problem = MutableStateFlow<String?>(null)
    private var loading: Job? = null

    fun load(from: String) {
        loading?.cancel() // closes the connection of a list that nobody waits for any more
        loading = scope.launch {
            try {
                chats.value = client.listChats(startDate = from).take(50).records.toList()
            } catch (error: TagoveException) { // never a cancellation
                problem.value = when (error) {
                    is TagoveException.Connection, is TagoveException.Timeout -> "You seem to be offline."
                    is TagoveException.Authentication -> "Please log in again."
                    else -> error.reason
                }
            }
        }
    }
}
