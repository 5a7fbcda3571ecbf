package com.tagove

import com.tagove.ffi.ErrorKind
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withContext

/** A list of the API, as pages or record by record. Nothing is sent before it is collected. */
public class TagoveList<R : TagoveRecord> internal constructor(private val open: () -> Source<R>) {
    /** What is known of the latest collection so far. */
    @Volatile
    public var summary: Summary = Summary(0, 0, 0, null, false)
        private set

    /** What was noticed about the list as a whole, once the latest collection has ended. */
    @Volatile
    public var warnings: List<Warning> = emptyList()
        private set

    /** The pages, to the end; the last one may be empty. Cold: each collection starts anew. */
    public val pages: Flow<Page<R>> = flow {
        pager().use { pager ->
            while (true) emit(pager.nextPage() ?: break)
        }
    }

    /** The records of all pages, each once. Cold: each collection starts anew. */
    public val records: Flow<R> = flow { pages.collect { page -> page.forEach { emit(it) } } }

    /**
     * This list with at most so many records: the page that has the last of them is cut behind it, no further one is
     * asked for, and its [summary] says [Ended.TAKEN], not `complete`. A list with fewer ends as it would have. With 0
     * nothing is asked for; of several, the smallest counts. A negative number is refused when the list is collected,
     * as [TagoveException.InvalidRequest].
     *
     * Not the same as `records.take(n)`, Kotlin's own, which only gives up the flow: [summary] then counts whole pages and
     * never says how the list ended, and with `prefetch` the page behind the last one has been asked for.
     *
     * ```kotlin
     * val ten = client.listChats().take(10)
     * ten.records.collect { chat -> println(chat.id) }
     * println(ten.summary.ended) // TAKEN
     * ```
     *
     * @param records how many at most, from 0
     * @return a list of its own, with its own summary; this one stays as it is
     */
    public fun take(records: Long): TagoveList<R> = TagoveList { open().take(records) }

    /** The pages by hand: after an error, [Pager.nextPage] asks the same page again. */
    public fun pager(): Pager<R> = Pager(open()) { summary, warnings ->
        this.summary = summary
        this.warnings = warnings
    }
}

/** A list, page by page. Pages may have been asked for ahead: [close] stops them. */
public class Pager<R : TagoveRecord> internal constructor(
    private val source: Source<R>,
    private val told: (Summary, List<Warning>) -> Unit,
) : AutoCloseable {
    /**
     * The next page; `null` after the end.
     *
     * @throws TagoveException `InvalidRequest` if a parameter was refused, before any request; any other as it comes
     */
    public suspend fun nextPage(): Page<R>? {
        checkOpen(null)
        try {
            // Not on the caller's thread, which may draw a user interface: half a megabyte becomes objects here.
            return withContext(Dispatchers.Default) { source.nextPage() }
        } catch (error: IllegalStateException) {
            // Closed by another thread in between; a `CancellationException` is one too.
            checkOpen(error)
            throw error
        } finally {
            tell()
        }
    }

    private fun tell() {
        try {
            if (!closed) told(source.summary(), source.warnings())
        } catch (error: IllegalStateException) {
            // Closed by another thread in between: the page that came is the caller's all the same.
            if (!closed) throw error
        }
    }

    @Volatile
    private var closed = false

    private fun checkOpen(error: IllegalStateException?) {
        if (closed && error !is CancellationException) throw refused(ErrorKind.CONFIGURATION, "the pager is closed; ask the list for another")
    }

    override fun close() {
        closed = true
        source.close()
    }
}

/** What is known of a list so far. */
public data class Summary(
    /** Pages that were read, the empty last one included. */
    val pages: Long,
    /** Records that were delivered. */
    val records: Long,
    /** Records that were dropped because they had been delivered before. */
    val duplicates: Long,
    /** How it ended; `null` before the end. */
    val ended: Ended?,
    /** Whether all that the server has was delivered, as far as anybody can know. */
    val complete: Boolean,
) {
    internal constructor(raw: com.tagove.ffi.Summary) :
        this(raw.pages, raw.records, raw.duplicates, raw.ended?.let(Ended::of), raw.complete)
}

/** How a list ended. */
public enum class Ended {
    /** With an empty page. */
    EMPTY_PAGE,
    /** With `NotFound` after a page that was not empty. */
    NOT_FOUND,
    /** The server gave what it had given before; whether more is there nobody knows. */
    REPEATED_PAGE,
    /** The caller took as many as it wanted. */
    TAKEN,
    /** With an error; the same page can be asked again. */
    ERROR;

    /** Its name, the same in every language. */
    public val word: String get() = name.lowercase()

    internal companion object {
        fun of(word: String) = entries.first { it.word == word }
    }
}
