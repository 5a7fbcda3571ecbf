package com.tagove

import com.tagove.ffi.PageFacts
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** What is known of an answer besides its records. */
public open class PageInfo internal constructor(private val facts: PageFacts) {
    /** The page's number, from 1; 1 for single answers. */
    public val number: Long get() = facts.number

    /** The answer's HTTP status. */
    public val status: Int get() = facts.status

    /** The answer's `X-Request-Id`, if it had one. */
    public val requestId: String? get() = facts.requestId

    /** How many requests were made for it. */
    public val attempts: Long get() = facts.attempts

    /** From the first request to the last byte. */
    public val elapsed: Duration get() = facts.elapsedSeconds.seconds

    /** What was read with a reservation. */
    public val warnings: List<Warning> = facts.warnings.map(::Warning)

    /** The members around the records that nobody has documented, as one JSON object, every digit as sent. */
    public val extraJson: String get() = facts.extraJson

    /** The same, parsed. */
    public val extra: Map<String, Any?> get() = JsonReader(extraJson).members()

    /** The answer's bytes, as they came: copied each time from the native page, which this object keeps in memory. */
    public val body: ByteArray get() = crossing { facts.body.bytes() }

    internal fun json(model: Int, row: Int): String =
        checkNotNull(crossing { facts.body.recordJson(model, row) }) { "a record is not of its page" }

    override fun toString(): String =
        "PageInfo(number=$number, status=$status, requestId=$requestId, warnings=${warnings.size})"
}

/** A page of records: a list of them that knows what came with them. */
public class Page<out R : TagoveRecord> private constructor(facts: PageFacts, private val held: MutableList<R>) :
    PageInfo(facts), List<R> by held {

    internal constructor(raw: com.tagove.ffi.PackedPage, stride: Int, record: (PackedPage, Int, PageInfo) -> R) :
        this(raw.facts, ArrayList<R>()) {
        val rows = PackedPage(raw.rows)
        for (index in 0 until rows.size) held += record(rows, PackedPage.FIRST + index * stride, this)
    }

    override fun toString(): String =
        "Page(number=$number, records=$size, status=$status, requestId=$requestId, warnings=${warnings.size})"
}

/** Something that was read with a reservation; the value as sent is in `extra`, nothing is lost. */
public data class Warning(
    /** What it is. */
    val code: WarningCode,
    /** The page it was on, from 1. */
    val page: Long,
    /** A JSON pointer into the page's normalised records, `""` for the page itself. */
    val at: String,
    /** The byte of the body where the value stands, if it stands somewhere. */
    val offset: Long?,
) {
    internal constructor(raw: com.tagove.ffi.Warning) : this(WarningCode.of(raw.code), raw.page, raw.at, raw.offset)
}

/** The closed list of warnings. */
public enum class WarningCode {
    /** A value does not fit its field: the field is null. */
    UNFIT_VALUE,
    /** A record that has an id everywhere else came without one. */
    MISSING_ID,
    /** A member was sent twice; the last one counts. */
    DUPLICATE_MEMBER,
    /** Half of a surrogate pair was sent; it reads as U+FFFD. */
    LONE_SURROGATE,
    /** A civil time that the zone repeats. */
    AMBIGUOUS_TIME,
    /** A civil time that the zone skips. */
    SKIPPED_TIME,
    /** Data and an error text in one answer; the text is in the page's `extra`. */
    ERROR_BESIDE_DATA,
    /** The server gave the same page again: the list ended without an end. */
    REPEATED_PAGE,
    /** The server announced more records than it delivered. */
    FEWER_THAN_ANNOUNCED;

    /** Its name, the same in every language. */
    public val word: String get() = name.lowercase()

    internal companion object {
        fun of(word: String) = entries.first { it.word == word }
    }
}
