package com.tagove

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.function.Supplier
import kotlin.time.toJavaDuration
import kotlin.time.toKotlinDuration

/**
 * A client for Java: what suspends in [TagoveClient] is a [CompletableFuture] here. Cancelling one closes its connection (that
 * of a stage derived from it, `thenApply` for example, does not reach it: so it is in Java); a failed one ends with a
 * [TagoveException].
 *
 * @param client what the calls are made with; closed with this
 */
public class TagoveFutures(private val client: TagoveClient) : AutoCloseable {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    /** As [TagoveClient.listChats]; [all] and [nextPage] read it. Each parameter may be `null`. */
    @JvmOverloads
    public fun listChats(
        startDate: String? = null,
        endDate: String? = null,
        include: Collection<String>? = null,
        page: Long? = null,
        limit: Long? = null,
    ): TagoveList<Chat> = client.listChats(startDate, endDate, page, limit, include.orEmpty().map(::Include))

    /** As [TagoveClient.listVisitorSessions]; [all] and [nextPage] read it. Each parameter may be `null`. */
    @JvmOverloads
    public fun listVisitorSessions(
        startDate: String? = null,
        endDate: String? = null,
        page: Long? = null,
        limit: Long? = null,
    ): TagoveList<VisitorSession> = client.listVisitorSessions(startDate, endDate, page, limit)

    /** All records of a list: of a long one [TagoveList.take] some, or read it by pages. */
    public fun <R : TagoveRecord> all(list: TagoveList<R>): CompletableFuture<List<R>> = scope.future { list.records.toList() }

    /** The next page of [TagoveList.pager]; `null` after the end. */
    public fun <R : TagoveRecord> nextPage(pager: Pager<R>): CompletableFuture<Page<R>?> = scope.future { pager.nextPage() }

    /** As [TagoveClient.getChat]. */
    public fun getChat(chatId: String): CompletableFuture<Chat> = scope.future { client.getChat(chatId) }

    /** As [TagoveClient.listMessages]. */
    public fun listMessages(chatId: String): CompletableFuture<Chat> = scope.future { client.listMessages(chatId) }

    /** As [TagoveClient.getRecording]. */
    public fun getRecording(chatId: String): CompletableFuture<Recording> = scope.future { client.getRecording(chatId) }

    /** As [TagoveClient.getVisitorSessions]. */
    public fun getVisitorSessions(visitorId: String): CompletableFuture<Page<VisitorSession>> =
        scope.future { client.getVisitorSessions(visitorId) }

    /**
     * Closes the client: the calls under way end with [TagoveException.Cancelled], later ones with
     * [TagoveException.Configuration].
     */
    override fun close(): Unit = client.close()

    override fun toString(): String = "TagoveFutures"

    /** The options that Java programs need most, each as of [TagoveClient]; its text shows none of them. */
    public class Builder {
        private var apiKey: String? = null
        private var baseUrl: String? = null
        private var timeZone: String? = null
        private var timeout: java.time.Duration? = null
        private var maxRetries: Int? = null
        private var replay: String? = null
        private var credentials: Credentials? = null

        /** The key of the account. */
        public fun apiKey(key: String): Builder = apply { apiKey = key }

        /** Where the API is. */
        public fun baseUrl(url: String): Builder = apply { baseUrl = url }

        /** The IANA name of the zone that the account's times are in. */
        public fun timeZone(name: String): Builder = apply { timeZone = name }

        /** The whole time that one request may take. */
        public fun timeout(time: java.time.Duration): Builder = apply { timeout = time }

        /** How often a request that failed in a way that may pass is made again. */
        public fun maxRetries(retries: Int): Builder = apply { maxRetries = retries }

        /** The path of a folder that was recorded: answers come from there. */
        public fun replay(folder: String): Builder = apply { replay = folder }

        /** Provides keys, each good until the server refuses it. */
        public fun credentials(provider: Supplier<out CompletionStage<String>>): Builder =
            apply { credentials = Credentials { ApiKey(provider.get().await()) } }

        /** Provides keys that expire: what [TagoveFutures.expiring] makes of each. */
        public fun expiringCredentials(provider: Supplier<out CompletionStage<ApiKey>>): Builder =
            apply { credentials = Credentials { provider.get().await() } }

        /** @throws TagoveException.Configuration if an option is missing or makes no sense */
        public fun build(): TagoveFutures = TagoveFutures(
            TagoveClient(
                apiKey = apiKey, baseUrl = baseUrl, timeZone = timeZone, timeout = timeout?.toKotlinDuration(),
                maxRetries = maxRetries, replay = replay, credentials = credentials,
            ),
        )
    }

    public companion object {
        /** Options to begin with. */
        @JvmStatic
        public fun builder(): Builder = Builder()

        /** A key that the provider is asked again for once this time is over. */
        @JvmStatic
        public fun expiring(key: String, expiresIn: java.time.Duration): ApiKey = ApiKey(key, expiresIn.toKotlinDuration())

        /** As [TagoveException.retryAfter]: how long the server asked to wait. */
        @JvmStatic
        public fun retryAfter(failed: TagoveException): java.time.Duration? = failed.retryAfter?.toJavaDuration()
    }
}
