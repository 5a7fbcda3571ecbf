package com.tagove

import com.tagove.ffi.Client
import com.tagove.ffi.ErrorKind
import com.tagove.ffi.Failure
import com.tagove.ffi.Options
import com.tagove.ffi.Single
import com.tagove.ffi.decodeChatsPacked
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.time.Duration
import kotlin.time.DurationUnit

/**
 * A client of the Tagove live-chat history API. For any number of coroutines at once. Its text shows neither the key nor
 * the proxy.
 *
 * A request that failed in a way that may pass is made again: after 408, 425, 429 and 5xx, a connection that could not be
 * made or broke, an attempt that was too slow, a body that was not whole. The wait before it is drawn from 0 to 0.5, 1,
 * 2, 4, 8 seconds and never shorter than the server's `Retry-After`; one that does not fit into [timeout] is not begun,
 * and the error comes at once. A server that fails for everybody is asked less often than [maxRetries] allows.
 *
 * Cancelling a coroutine closes the connection that it waits on, and ends a wait between two attempts.
 *
 * ```kotlin
 * val client = TagoveClient(timeZone = "Europe/Berlin", timeout = 20.seconds, maxBodyBytes = 8L shl 20)
 * ```
 *
 * @param apiKey the key of the account; by default the environment's `TAGOVE_API_KEY`
 * @param baseUrl where the API is; by default the environment's `TAGOVE_BASE_URL`, else the vendor's
 * @param auth how the key is sent; by default as a bearer token
 * @param timeout the whole time that one request may take (one page, not the whole list), above zero: all attempts, the
 *   waits between them, and the body to its last byte; by default 60 seconds. What takes longer is a
 *   [TagoveException.Timeout]
 * @param prefetch how many pages are asked for ahead of the one in use, 0 to 64; by default 1
 * @param accept the form in which answers are asked for; by default JSON. An answer is read as what it is
 * @param strict whether what would be a warning of a page is a [TagoveException.Decode] instead, with the place in its
 *   `at`; by default not. What is noticed of a list as a whole ([WarningCode.REPEATED_PAGE],
 *   [WarningCode.FEWER_THAN_ANNOUNCED]) stays a warning
 * @param timeZone the zone that the account's times are in, by its IANA name in any case (`Europe/Berlin`; of a
 *   `java.time.ZoneId` its `id`): times then have an offset. One that the zone skips or repeats stays without, with a
 *   warning; one that was sent with an offset keeps it. By default none is known, and times stay civil
 * @param maxBodyBytes the largest answer that is taken, in bytes after decompression, 1 to 268 435 456 (256 MiB); by
 *   default 67 108 864 (64 MiB). A larger one is a [TagoveException.Decode]
 * @param maxRows how many records of all kinds one answer may hold, 1 to 10 000 000, and how many warnings; by default
 *   500 000. One with more is a [TagoveException.Decode]
 * @param maxDepth how deep objects and lists (in XML: elements) of an answer may be nested, 1 to 512; by default 128. A
 *   deeper one is a [TagoveException.Decode]
 * @param attemptTimeout the time that one attempt may take, above zero; by default 30 seconds. A slower one is made again,
 *   and the last one is a [TagoveException.Timeout]
 * @param connectTimeout the time that making a connection may take, above zero; by default 10 seconds. A slower one is made
 *   again, and the last one is a [TagoveException.Connection]
 * @param maxRetries how often a request that failed in a way that may pass is made again within [timeout], from 0; by
 *   default 2. An error's `attempts` has the first one too
 * @param onRateLimit what happens at a 429; by default it is asked again. The error is a [TagoveException.RateLimited]
 * @param requestsPerSecond at most so many requests a second, evenly spaced over all that this client does, above 0 and
 *   finite; by default there is no limit. A request whose turn would come after [timeout] is a [TagoveException.Timeout]
 *   at once
 * @param proxy the URL of a proxy for all requests, with user name and password if it wants them:
 *   `http://user:password@proxy:3128`; by default that of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`,
 *   `NO_PROXY`), which is not taken for this machine itself. It is never shown
 * @param caFile the path (of a `java.nio.file.Path` its `toString()`) of a file of PEM certificates that are trusted
 *   besides the system's; by default none
 * @param clientCertificate the path of a file with a certificate and its private key, both in PEM, that is shown to the
 *   server; by default none
 * @param record the path of a folder, empty or not there yet, into which requests and answers are written: without the
 *   key, but with people's words unless [redact] is on. The first call is in the folder itself, later ones are in folders
 *   inside, `2`, `3`, …; a list is one call. By default none
 * @param replay the path of a folder that was recorded: answers come from there, no connection is made, and no key is
 *   needed. Each call plays one recorded call, in any order. A request that was not recorded is a
 *   [TagoveException.Configuration]. By default none
 * @param redact whether people's words and addresses are made unreadable in what is recorded; ids
 *   and parameters that could be somebody's words are then refused; by default not
 * @throws TagoveException.Configuration if an option is missing, out of its range or makes no sense, or a file cannot be
 *   used; neither the key nor the proxy is repeated
 */
public class TagoveClient(
    apiKey: String? = null,
    baseUrl: String? = null,
    auth: Auth? = null,
    timeout: Duration? = null,
    prefetch: Int? = null,
    accept: Accept? = null,
    strict: Boolean = false,
    timeZone: String? = null,
    maxBodyBytes: Long? = null,
    maxRows: Int? = null,
    maxDepth: Int? = null,
    attemptTimeout: Duration? = null,
    connectTimeout: Duration? = null,
    maxRetries: Int? = null,
    onRateLimit: OnRateLimit? = null,
    requestsPerSecond: Double? = null,
    proxy: String? = null,
    caFile: String? = null,
    clientCertificate: String? = null,
    record: String? = null,
    replay: String? = null,
    redact: Boolean = false,
) : AutoCloseable {
    private val raw = crossing {
        Client(
            apiKey,
            baseUrl,
            proxy,
            Options(
                auth = auth?.word,
                timeoutSeconds = timeout?.toDouble(DurationUnit.SECONDS),
                attemptTimeoutSeconds = attemptTimeout?.toDouble(DurationUnit.SECONDS),
                connectTimeoutSeconds = connectTimeout?.toDouble(DurationUnit.SECONDS),
                maxRetries = maxRetries?.toLong(),
                onRateLimit = onRateLimit?.word,
                requestsPerSecond = requestsPerSecond,
                caFile = caFile,
                clientCertificate = clientCertificate,
                record = record,
                replay = replay,
                redact = redact,
                prefetch = prefetch?.toLong(),
                accept = accept?.word,
                strict = strict,
                timeZone = timeZone,
                maxBodyBytes = maxBodyBytes,
                maxRows = maxRows?.toLong(),
                maxDepth = maxDepth?.toLong(),
            ),
        )
    }
    private val closed = AtomicBoolean()

    /**
     * All chats of a date range ("List all chat history"). Dates are `yyyy-mm-dd`; what is left out is not sent.
     * A parameter that is refused shows when the list is collected, as [TagoveException.InvalidRequest].
     */
    public fun listChats(
        startDate: String? = null,
        endDate: String? = null,
        page: Long? = null,
        limit: Long? = null,
        include: Iterable<Include> = emptySet(),
    ): TagoveList<Chat> {
        val words = include.map { it.word }
        return TagoveList { checkOpen(); ChatSource(this, raw.listChats(startDate, endDate, page, limit, words)) }
    }

    /** One chat ("Single chat history"). */
    public suspend fun getChat(chatId: String): Chat = call { raw.getPacked(Single.GET_CHAT, chatId, null).chats().single() }

    /** One chat with its messages ("List all chat message"). */
    public suspend fun listMessages(chatId: String): Chat = call { raw.getPacked(Single.LIST_MESSAGES, chatId, null).chats().single() }

    /** One chat with the paths of its recorded files ("List all chat recording"). */
    public suspend fun getRecording(chatId: String): Recording =
        call { raw.getPacked(Single.GET_RECORDING, chatId, null).recordings().single() }

    /** All visitor sessions of a date range ("List all chat visitor"). */
    public fun listVisitorSessions(
        startDate: String? = null,
        endDate: String? = null,
        page: Long? = null,
        limit: Long? = null,
    ): TagoveList<VisitorSession> = TagoveList {
        checkOpen()
        VisitorSessionSource(this, raw.listVisitorSessions(startDate, endDate, page, limit))
    }

    /** All sessions of one visitor, in the server's order ("Single chat visitor"). */
    public suspend fun getVisitorSessions(visitorId: String): Page<VisitorSession> =
        call { raw.getPacked(Single.GET_VISITOR_SESSIONS, visitorId, null).sessions() }

    /** Lets go of the connections. Calls under way go on; later ones throw [TagoveException.Configuration]. */
    override fun close() {
        if (!closed.getAndSet(true)) raw.close()
    }

    override fun toString(): String = "TagoveClient"

    internal fun checkOpen() {
        if (closed.get()) throw TagoveException.of(CLOSED)
    }

    /** Not on the caller's thread, which may draw a user interface. */
    private suspend fun <T> call(body: suspend () -> T): T {
        checkOpen()
        return withContext(Dispatchers.Default) { crossing { body() } }
    }

    public companion object {
        private val CLOSED =
            Failure.Failed(ErrorKind.CONFIGURATION, null, null, "the client is closed; make a new one", null, null, 0, null)

        /**
         * Reads a body of `GET /chats` that was kept, JSON or XML, for example one that [PageInfo.body] gave.
         *
         * @throws TagoveException.Decode if it cannot be read, or the kind of the failure that it tells of
         */
        public fun decodeChats(body: ByteArray): Page<Chat> = crossing { decodeChatsPacked(body).chats() }
    }
}

/** How the key is sent. */
public enum class Auth {
    /** `authorization: Bearer KEY`, as the vendor's sample request does. */
    BEARER,
    /** HTTP Basic, the key as user name and no password, as the vendor's text says. */
    BASIC;

    internal val word get() = name.lowercase()
}

/** The form in which answers are asked for. An answer is read as what it is, whatever was asked for. */
public enum class Accept {
    /** `application/json`. */
    JSON,
    /** `application/xml`. The vendor shows no XML: how it is read is this client's assumption. */
    XML;

    internal val word get() = name.lowercase()
}

/** What happens when the server says that there were too many requests (429). */
public enum class OnRateLimit {
    /** It is asked again as after any failure that may pass, within `maxRetries` and `timeout`. */
    WAIT,
    /** [TagoveException.RateLimited] comes at once; its `retryAfter` says how long the server asked to wait. */
    RAISE;

    internal val word get() = name.lowercase()
}

/** What may come along with a chat. A word that the API does not know is refused when the list is collected. */
@JvmInline
public value class Include(
    /** Its name on the wire. */
    public val word: String,
) {
    override fun toString(): String = word

    public companion object {
        /** The messages of each chat. */
        public val MESSAGES: Include = Include("messages")
        /** The account of each chat. */
        public val ACCOUNT: Include = Include("account")
    }
}
