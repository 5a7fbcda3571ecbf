package com.tagove

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** What stands in a web page; the corpus has what it is, this how it is called. */
class WebTest {
    @Test
    fun `customer, shown, has no words in it`() {
        val customer = Customer(name = "Ada", remarks = "")
        assertEquals("Customer(name=<3 characters>, remarks=<0 characters>)", customer.toString())
        assertEquals(customer, Customer.of(mapOf("remarks" to "", "name" to "Ada")))
    }

    @Test
    fun `field, of another name, is refused with the near one`() {
        val error = assertThrows<TagoveException.InvalidRequest> { customerSnippet(Customer.of(mapOf("nmae" to "Ada"))) }
        assertTrue("`name`" in error.reason, error.reason)
        val form = assertThrows<TagoveException.InvalidRequest> { customerSnippet(Customer(), form = SnippetForm("data_blok")) }
        assertTrue("`data_block`" in form.reason, form.reason)
    }

    @Test
    fun `text, with half of a surrogate pair, is refused wherever it is given`() {
        val half = "Zoë \ud83d"
        val error = assertThrows<TagoveException.InvalidRequest> { customerSnippet(Customer(name = half)) }
        assertFalse("Zoë" in error.stackTraceToString())
        assertThrows<TagoveException.Configuration> { TagoveClient(half) }
        TagoveClient("key", "http://127.0.0.1:1").use { client ->
            assertThrows<TagoveException.InvalidRequest> { runBlocking { client.getChat(half) } }
        }
    }

    @Test
    fun `names, of the attributes and of the script, are the vendor's`() {
        assertEquals("data-skip-cobrowse" to "data-skipui-cobrowse", SKIP_COBROWSE to SKIP_UI_COBROWSE)
        assertTrue(BOOT_SCRIPT_HASH.startsWith("sha256-"))
    }
}
