package com.tagove

import kotlin.time.Duration

/**
 * Provides the key of an account, so that no shipped app need hold one: it asks your backend, which knows the user. It is
 * asked before an attempt when there is no key yet, when the last one expired, and once when the server answered 401.
 * Calls that wait for a key at the same time get the same one. It runs on [kotlinx.coroutines.Dispatchers.Default], and is
 * cancelled when the call is. It asks your backend through another client, if through any: its own, which waits for the key,
 * refuses the call as [TagoveException.Configuration].
 *
 * What it throws is the `cause` of the call's [TagoveException.Authentication]; its text is not in that exception's own.
 *
 * ```kotlin
 * val client = TagoveClient(credentials = { ApiKey(backend.chatKey(), expiresIn = 5.minutes) })
 * ```
 */
public fun interface Credentials {
    /** The key to use from now on. */
    public suspend fun apiKey(): ApiKey
}

/**
 * A key, and for how long it is good. Its text does not show the key.
 *
 * @param key the key; looked at when it is used
 * @param expiresIn after this time, from zero, the provider is asked for another one; `null`: when the server refuses it
 */
public class ApiKey(internal val key: String, internal val expiresIn: Duration? = null) {
    override fun toString(): String = "ApiKey(expiresIn=$expiresIn)"
}
