package com.tagove

import java.time.Instant
import java.time.LocalDateTime
import java.time.OffsetDateTime
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME

/**
 * A point in time as the API gives it: mostly civil, of a zone that it does not name. The [text] is parsed when it is
 * asked for more.
 */
@JvmInline
public value class TagoveTime(
    /** `2016-11-08T13:35:05`, with a fraction and an offset where they were sent. */
    public val text: String,
) {
    private val hasOffset: Boolean get() = text.endsWith('Z') || text.lastIndexOf('-') > DATE || text.lastIndexOf('+') > DATE

    /** The date and the time of day, in the zone where it was written down. */
    public val civil: LocalDateTime get() = if (hasOffset) withOffset().toLocalDateTime() else LocalDateTime.parse(text)

    /** The offset that was sent; `null` for a civil time. */
    public val offset: ZoneOffset? get() = if (hasOffset) withOffset().offset else null

    /** The instant; `null` for a civil time, which names none. */
    public val instant: Instant? get() = if (hasOffset) withOffset().toInstant() else null

    override fun toString(): String = text

    private fun withOffset() = OffsetDateTime.parse(text, ISO_OFFSET_DATE_TIME)

    private companion object {
        /** Where the last hyphen of a date stands: one after it is an offset's. */
        const val DATE = 7
    }
}
