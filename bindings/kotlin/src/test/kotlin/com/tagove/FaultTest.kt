package com.tagove

import com.tagove.ffi.InternalException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** What a panic of the library would be: an error of UniFFI's own, with the panic's words in it. */
class FaultTest {
    @Test
    fun `fault, in a call, is Decode without its words`() {
        val error = assertThrows<TagoveException.Decode> { crossing { throw InternalException("somebody's words") } }
        assertEquals("a fault of this library, please report it", error.reason)
        assertEquals(0, error.attempts)
        assertNull(error.cause)
        assertFalse("somebody" in error.stackTraceToString())
    }
}
