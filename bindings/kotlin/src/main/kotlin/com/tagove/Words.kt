package com.tagove

/** How the key is sent. */
public enum class Auth {
    /** `authorization: Bearer KEY`, as the vendor's sample request does. */
    BEARER,
    /** HTTP Basic, the key as user name and no password, as the vendor's text says. */
    BASIC;

    internal val word get() = name.lowercase()
}

/** The form in which answers are asked for. An answer is read as what it is, whatever was asked for. */
public enum class Accept {
    /** `application/json`. */
    JSON,
    /** `application/xml`. The vendor shows no XML: how it is read is this client's assumption. */
    XML;

    internal val word get() = name.lowercase()
}

/** What happens when the server says that there were too many requests (429). */
public enum class OnRateLimit {
    /** It is asked again as after any failure that may pass, within `maxRetries` and `timeout`. */
    WAIT,
    /** [TagoveException.RateLimited] comes at once; its `retryAfter` says how long the server asked to wait. */
    RAISE;

    internal val word get() = name.lowercase()
}

/** What may come along with a chat. A word that the API does not know is refused when the list is collected. */
@JvmInline
public value class Include(
    /** Its name on the wire. */
    public val word: String,
) {
    override fun toString(): String = word

    public companion object {
        /** The messages of each chat. */
        public val MESSAGES: Include = Include("messages")
        /** The account of each chat. */
        public val ACCOUNT: Include = Include("account")
    }
}
