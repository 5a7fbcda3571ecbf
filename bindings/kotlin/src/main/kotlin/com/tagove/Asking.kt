package com.tagove

import com.tagove.ffi.ErrorKind
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.withContext
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext

/** Goes with the coroutine of a provider, and with those that it starts, while a client waits for its key. */
internal class Asking private constructor(private val of: Callbacks) : AbstractCoroutineContextElement(Asking) {
    @Volatile
    private var waiting = true

    companion object : CoroutineContext.Key<Asking> {
        /** Asks the provider. What it leaves running behind its answer may ask through any client again. */
        suspend fun key(callbacks: Callbacks): ApiKey {
            val asking = Asking(callbacks)
            try {
                // What it throws comes as a value: between contexts coroutines throw a copy, and the app's own is the `cause`.
                return withContext(asking) { runCatching { checkNotNull(callbacks.credentials).apiKey() } }.getOrThrow()
            } finally {
                asking.waiting = false
            }
        }

        /** Refuses a call that the provider of its key makes: each would wait for the other until the time is up. */
        suspend fun refuseWithin(callbacks: Callbacks) {
            val asking = currentCoroutineContext()[Asking] ?: return
            if (asking.of === callbacks && asking.waiting) {
                throw refused(
                    ErrorKind.CONFIGURATION,
                    "credentials asks through its own client, which waits for it; ask through another client",
                )
            }
        }
    }
}
