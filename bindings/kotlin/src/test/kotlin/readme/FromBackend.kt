import com.tagove.*
import kotlin.time.Duration.Companion.minutes

/** A client whose key your own backend gives to the user who is logged in. */
fun clientOf(baseUrl: String?, keyFromBackend: suspend () -> String): TagoveClient =
    TagoveClient(baseUrl = baseUrl, credentials = { ApiKey(keyFromBackend(), expiresIn = 10.minutes) })
