package com.tagove

import com.tagove.ffi.bootScriptHash
import com.tagove.ffi.skipCobrowse
import com.tagove.ffi.skipUiCobrowse

/** The attribute (`data-skip-cobrowse`, no value) that hides an input from a co-browsing agent. */
public val SKIP_COBROWSE: String = skipCobrowse()

/**
 * The attribute (`data-skipui-cobrowse`, no value) that hides all text and fields inside an element. **Of the vendor's
 * later product** (Acquire, 2018): nothing promises that a Tagove account obeys it.
 */
public val SKIP_UI_COBROWSE: String = skipUiCobrowse()

/** What a Content-Security-Policy names for [SnippetForm.DATA_BLOCK]: `script-src 'sha256-…'`, without the quotes. */
public val BOOT_SCRIPT_HASH: String = bootScriptHash()

/**
 * Who is logged in: what [customerSnippet] tells the chat widget. A field that is `null` is left out of the page, an empty
 * one is sent empty. Any text is right, also one with quotes, tags or control characters, up to 65 536 bytes of UTF-8.
 * Its text shows sizes only.
 *
 * @param remarks whatever the agent should know; the visitor can read it in the page's source
 */
public class Customer(name: String? = null, email: String? = null, phone: String? = null, remarks: String? = null) {
    internal var fields: Map<String, String?> = buildMap {
        for ((field, text) in listOf("name" to name, "email" to email, "phone" to phone, "remarks" to remarks)) {
            if (text != null) put(field, text)
        }
    }
        private set

    private val given: Map<String, String?> get() = fields.filterValues { it != null }

    override fun equals(other: Any?): Boolean = other is Customer && other.given == given

    override fun hashCode(): Int = given.hashCode()

    override fun toString(): String {
        val shown = given.map { (field, text) -> "$field=<${text?.let { it.codePointCount(0, it.length) }} characters>" }
        return "Customer(${shown.joinToString(", ")})"
    }

    public companion object {
        /**
         * One whose fields come by their names from outside, `null` for one that is absent; [customerSnippet] refuses other
         * names, with the near match.
         */
        @JvmStatic
        public fun of(fields: Map<String, String?>): Customer = Customer().also { it.fields = fields.toMap() }
    }
}

/** In which form the customer stands in the page. Another word is refused, with the near match. */
@JvmInline
public value class SnippetForm(
    /** Its name, the same in every language. */
    public val word: String,
) {
    override fun toString(): String = word

    public companion object {
        /** One script with the customer in it. A page with a Content-Security-Policy needs a nonce. */
        public val INLINE: SnippetForm = SnippetForm("inline")
        /** A block of data, and a script that is the same in every page: a policy can name [BOOT_SCRIPT_HASH]. */
        public val DATA_BLOCK: SnippetForm = SnippetForm("data_block")
    }
}

/**
 * HTML for `<head>`, before the widget's own code, to be put there unescaped; for a server that makes pages, or a web view.
 * Makes no request. Empty if the customer is.
 *
 * ```kotlin
 * val html = customerSnippet(Customer(name = "O'Hara"), nonce = "cGFnZQ==")
 * ```
 *
 * @param nonce that of this answer's Content-Security-Policy: base64 or base64url, 1 to 256 characters, without `nonce-`
 * @param form by default [SnippetForm.INLINE]
 * @param userHash what your server made of the customer's e-mail, which has to be given too; of the vendor's later product
 * @throws TagoveException.InvalidRequest for what the page could not hold safely, and no half of a snippet; nobody's words
 *   are repeated
 */
public fun customerSnippet(
    customer: Customer,
    nonce: String? = null,
    form: SnippetForm? = null,
    userHash: String? = null,
): String = crossing { com.tagove.ffi.customerSnippet(customer.fields, nonce, form?.word, userHash) }
