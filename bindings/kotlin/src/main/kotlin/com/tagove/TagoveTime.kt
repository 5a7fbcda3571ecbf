package com.tagove

import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneOffset

/**
 * A point in time: as the API gives it mostly civil, of a zone that it does not name; with an offset where one was sent,
 * or where the client was given the account's `timeZone`. The [text] is parsed when it is asked for more.
 */
public class TagoveTime(
    /** `2016-11-08T13:35:05`, with a fraction and an offset (`Z`, `+01:00`, of long ago `+00:19:32`) where there is one. */
    public val text: String,
) {
    /** The date and the time of day, in the zone where it was written down. */
    public val civil: LocalDateTime get() = LocalDateTime.parse(if (offsetAt < 0) text else text.substring(0, offsetAt))

    /** The offset in seconds east of UTC; `null` for a civil time. */
    public val offsetSeconds: Int?
        get() {
            if (offsetAt < 0) return null
            if (text[offsetAt] == 'Z') return 0
            val (hours, minutes, seconds) = text.substring(offsetAt + 1).split(':').map(String::toInt) + 0
            val east = hours * 3600 + minutes * 60 + seconds
            return if (text[offsetAt] == '-') -east else east
        }

    /**
     * The offset; `null` for a civil time. A server may send one beyond 18 hours, which no place has and `java.time` does
     * not know: it is `null` as well, [offsetSeconds] and [instant] have it.
     */
    public val offset: ZoneOffset? get() = offsetSeconds?.takeIf { it in -MOST..MOST }?.let(ZoneOffset::ofTotalSeconds)

    /** The instant; `null` for a civil time, which names none. */
    public val instant: Instant? get() = offsetSeconds?.let { civil.toInstant(ZoneOffset.UTC).minusSeconds(it.toLong()) }

    override fun toString(): String = text

    override fun equals(other: Any?): Boolean = other is TagoveTime && text == other.text

    override fun hashCode(): Int = text.hashCode()

    /** Where the offset begins: behind the hyphens of the date. Below 0 if there is none. */
    private val offsetAt: Int get() = text.indexOfAny(charArrayOf('Z', '+', '-'), DATE)

    private companion object {
        /** How long a date is. */
        const val DATE = 10
        /** The seconds that a [ZoneOffset] goes up to. */
        val MOST = ZoneOffset.MAX.totalSeconds
    }
}
