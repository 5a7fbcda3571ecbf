package com.tagove

import java.nio.ByteBuffer

/** The records of a page in one run of bytes; `bindings/uniffi/src/packed.rs` has the picture of it. */
internal class PackedPage(private val bytes: ByteArray) {
    private val numbers = ByteBuffer.wrap(bytes)
    private val textAt = numbers.getInt(0)

    /** How many records of the page's own model there are; they begin at [FIRST]. */
    val size: Int get() = numbers.getInt(4)

    fun row(at: Int): Int = numbers.getInt(at)

    fun text(cell: Int): String? {
        val offset = numbers.getInt(cell)
        return if (offset < 0) null else String(bytes, textAt + offset, numbers.getInt(cell + 4), Charsets.UTF_8)
    }

    /** Where the record or the list in a cell begins; below 0 if there is none. */
    fun first(cell: Int): Int = numbers.getInt(cell)

    /** How long the list in a cell is. */
    fun count(cell: Int): Int = -1 - numbers.getInt(cell + 4)

    companion object {
        const val FIRST = 8
        const val CELL = 8
    }
}
