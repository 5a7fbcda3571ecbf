package com.tagove

import com.tagove.ffi.Changes
import com.tagove.ffi.Client
import com.tagove.ffi.ErrorKind
import com.tagove.ffi.Options
import com.tagove.ffi.Single
import com.tagove.ffi.decodeChatsPacked
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlin.time.Duration
import kotlin.time.DurationUnit

/**
 * A client of the Tagove live-chat history API. For any number of coroutines at once. Its text shows neither the key nor
 * the proxy.
 *
 * A request that failed in a way that may pass is made again: after 408, 425, 429 and 5xx, a connection that could not be
 * made or broke, an attempt that was too slow, a body that was not whole. The wait before it is drawn from 0 to 0.5, 1,
 * 2, 4, 8 seconds and never shorter than the server's `Retry-After`; one that does not fit into `timeout` is not begun,
 * and the error comes at once. A server that fails for everybody is asked less often than `maxRetries` allows.
 *
 * Cancelling a coroutine closes the connection that it waits on, and ends a wait between two attempts.
 *
 * ```kotlin
 * val client = TagoveClient(timeZone = "Europe/Berlin", timeout = 20.seconds, maxBodyBytes = 8L shl 20)
 * ```
 */
public class TagoveClient private constructor(private val raw: Client, private val callbacks: Callbacks) : AutoCloseable {
    /**
     * Makes a client; no request is made.
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
     *   key, but with people's words unless [redact] is on. The first call is in the folder itself, later ones are in
     *   folders inside, `2`, `3`, …; a list is one call. By default none
     * @param replay the path of a folder that was recorded: answers come from there, no connection is made, and no key is
     *   needed. A request that was not recorded is a [TagoveException.Configuration]. By default none
     * @param redact whether people's words and addresses are made unreadable in what is recorded; ids
     *   and parameters that could be somebody's words are then refused; by default not
     * @param credentials provides keys, in place of [apiKey]; by default nobody. An app that is handed out has no key in it
     * @param onRequest is told before every attempt, as the other hooks on a thread of this library, in order, and before
     *   the call goes on. What a hook throws goes to its thread's uncaught exception handler, and the call goes on. By
     *   default nobody
     * @param onResponse is told of every whole answer, whatever its status; by default nobody
     * @param onRetry is told of every attempt that failed and is made again; by default nobody
     * @param onPage is told of every page, and every single answer, that was read; by default nobody
     * @throws TagoveException.Configuration if an option is missing, out of its range or makes no sense, or a file cannot be
     *   used; neither the key nor the proxy is repeated
     */
    public constructor(
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
        credentials: Credentials? = null,
        onRequest: ((RequestEvent) -> Unit)? = null,
        onResponse: ((ResponseEvent) -> Unit)? = null,
        onRetry: ((RetryEvent) -> Unit)? = null,
        onPage: ((PageEvent) -> Unit)? = null,
    ) : this(Callbacks(credentials, onRequest, onResponse, onRetry, onPage), { callbacks ->
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
            callbacks.provider(),
            callbacks.hooks(),
        )
    })

    private constructor(callbacks: Callbacks, make: (Callbacks) -> Client) :
        this(
            crossing(refusal = ErrorKind.CONFIGURATION) {
                LibraryThreads.keep()
                make(callbacks)
            },
            callbacks,
        )

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
        return TagoveList { crossing { ChatSource(raw.listChats(startDate, endDate, page, limit, words), callbacks) } }
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
        crossing { VisitorSessionSource(raw.listVisitorSessions(startDate, endDate, page, limit), callbacks) }
    }

    /** All sessions of one visitor, in the server's order ("Single chat visitor"). */
    public suspend fun getVisitorSessions(visitorId: String): Page<VisitorSession> =
        call { raw.getPacked(Single.GET_VISITOR_SESSIONS, visitorId, null).sessions() }

    /**
     * Asks for a path below the base URL that no operation models, with the same key, retries, budgets and errors.
     *
     * ```kotlin
     * val answer = client.request("GET", "/departments", listOf("limit" to "5"))
     * ```
     *
     * @param method `GET`: this API only reads
     * @param path it begins with one `/` and stays below the base URL
     * @param query names and values, in their order; the same name may come again
     * @throws TagoveException.InvalidRequest if it is anything else; the kind of the failure if the status is 300 or above
     */
    public suspend fun request(method: String, path: String, query: Iterable<Pair<String, String>> = emptyList()): RawAnswer {
        val pairs = query.map { (name, value) -> com.tagove.ffi.Pair(name, value) }
        return call { raw.request(method, path, pairs, null).use(::RawAnswer) }
    }

    /**
     * A client with other options that shares all else: the connections, the hooks, and its end. What is left out stays as
     * it is; each is as of the constructor.
     *
     * ```kotlin
     * val patient = client.withOptions(timeout = 10.minutes, maxRetries = 8)
     * ```
     *
     * @throws TagoveException.Configuration if an option makes no sense, or the client is closed
     */
    public fun withOptions(
        timeout: Duration? = null,
        attemptTimeout: Duration? = null,
        maxRetries: Int? = null,
        onRateLimit: OnRateLimit? = null,
        prefetch: Int? = null,
        strict: Boolean? = null,
        timeZone: String? = null,
        maxBodyBytes: Long? = null,
        maxRows: Int? = null,
        maxDepth: Int? = null,
    ): TagoveClient {
        val changes = Changes(
            timeoutSeconds = timeout?.toDouble(DurationUnit.SECONDS),
            attemptTimeoutSeconds = attemptTimeout?.toDouble(DurationUnit.SECONDS),
            maxRetries = maxRetries?.toLong(),
            onRateLimit = onRateLimit?.word,
            prefetch = prefetch?.toLong(),
            strict = strict,
            timeZone = timeZone,
            maxBodyBytes = maxBodyBytes,
            maxRows = maxRows?.toLong(),
            maxDepth = maxDepth?.toLong(),
        )
        return TagoveClient(crossing(refusal = ErrorKind.CONFIGURATION) { raw.withOptions(changes) }, callbacks)
    }

    /**
     * Ends its calls and lists, which throw [TagoveException.Cancelled], and lets the connections go, those of all clients
     * that share them. Later calls throw [TagoveException.Configuration]. Again, it does nothing. A client that is
     * forgotten lets go of them as well, some time later.
     */
    override fun close(): Unit = raw.end()

    override fun toString(): String = "TagoveClient"

    /** Not on the caller's thread, which may draw a user interface. */
    private suspend fun <T> call(body: suspend () -> T): T {
        Asking.refuseWithin(callbacks)
        return withContext(Dispatchers.Default) { crossing(callbacks) { body() } }
    }

    public companion object {
        /**
         * Reads a body of `GET /chats` that was kept, JSON or XML, for example one that [PageInfo.body] gave.
         *
         * @throws TagoveException.Decode if it cannot be read, or the kind of the failure that it tells of
         */
        public fun decodeChats(body: ByteArray): Page<Chat> = crossing { decodeChatsPacked(body).chats() }
    }
}
