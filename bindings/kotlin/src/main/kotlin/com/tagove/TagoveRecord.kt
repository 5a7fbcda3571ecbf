package com.tagove

/**
 * What every record has besides its fields. A record is a view of its page: a text becomes a [String] when it is asked
 * for, and the page (about half a megabyte) stays in memory as long as one of its records does.
 */
public sealed class TagoveRecord(
    internal val rows: PackedPage,
    private val at: Int,
    /** What is known of the answer that the record came with. */
    public val page: PageInfo,
    private val model: Int,
    private val fields: Int,
) {
    /** The members that the record's model does not know, as one JSON object, every digit as sent. */
    public val extraJson: String get() = text(fields) ?: "{}"

    /** The same, parsed: `null`, [Boolean], [Long] or [Double] (infinite beyond it), [String], [List], [Map]. */
    public val extra: Map<String, Any?> get() = text(fields)?.let { JsonReader(it).members() } ?: emptyMap()

    /** The record in the form that is the same in every language of this client. */
    public fun toJson(): String = page.json(model, rows.row(at))

    /** Equal in every member, the unknown ones too. */
    override fun equals(other: Any?): Boolean =
        this === other || other is TagoveRecord && other.javaClass == javaClass && other.toJson() == toJson()

    override fun hashCode(): Int = toJson().hashCode()

    internal fun text(field: Int): String? = rows.text(cell(field))

    /** The server may send more than a [Long] holds; older than the universe is old enough. */
    internal fun seconds(field: Int): Long? = text(field)?.let { it.toLongOrNull() ?: Long.MAX_VALUE }

    internal inline fun <R> record(field: Int, make: (Int) -> R): R? = rows.first(cell(field)).takeIf { it >= 0 }?.let(make)

    internal inline fun <R> records(field: Int, stride: Int, make: (Int) -> R): List<R>? {
        val first = rows.first(cell(field))
        return if (first < 0) null else List(rows.count(cell(field))) { make(first + it * stride) }
    }

    internal fun texts(field: Int): List<String>? = records(field, PackedPage.CELL) { checkNotNull(rows.text(it)) }

    internal fun cell(field: Int) = at + 4 + PackedPage.CELL * field

    /** Collects what a generated `toString` shows; absent fields are left out. */
    internal class Shown {
        private val parts = mutableListOf<String>()

        fun value(name: String, value: Any?) = add(name, value)

        fun words(name: String, words: String?) = add(name, words?.let { "<${it.codePointCount(0, it.length)} characters>" })

        fun count(name: String, items: List<*>?) = add(name, items?.let { "<${it.size}>" })

        private fun add(name: String, shown: Any?) {
            if (shown != null) parts += "$name=$shown"
        }

        override fun toString() = parts.joinToString(", ")
    }

    internal inline fun shown(name: String, fields: Shown.() -> Unit): String = "$name(${Shown().apply(fields)})"
}
