package com.tagove

import com.tagove.ffi.HookListener
import com.tagove.ffi.Hooks
import com.tagove.ffi.KeyProvider
import com.tagove.ffi.NoKey
import com.tagove.ffi.ProvidedKey
import com.tagove.ffi.Told
import java.lang.ref.WeakReference
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit

/**
 * What a client calls back. Whoever can make a call holds it; the library holds it weakly only, through the relays: a hook
 * that knows its client would keep both for ever otherwise.
 */
internal class Callbacks(
    val credentials: Credentials?,
    val onRequest: ((RequestEvent) -> Unit)?,
    val onResponse: ((ResponseEvent) -> Unit)?,
    val onRetry: ((RetryEvent) -> Unit)?,
    val onPage: ((PageEvent) -> Unit)?,
) {
    /** What the provider threw, until the call that it ends asks for it by its number. */
    private val thrown = object : LinkedHashMap<Long, Throwable>() {
        // A call that was given up meanwhile never asks.
        override fun removeEldestEntry(eldest: Map.Entry<Long, Throwable>) = size > MOST
    }
    private var last = 0L

    fun keep(error: Throwable): Long = synchronized(thrown) { (++last).also { thrown[it] = error } }

    fun take(number: Long): Throwable? = synchronized(thrown) { thrown.remove(number) }

    /** How the provider crosses; `null` if there is none. */
    fun provider(): KeyProvider? = credentials?.let { Provider(WeakReference(this)) }

    /** How the hooks cross; `null` if there are none. */
    fun hooks(): Hooks? {
        val hooks = Hooks(Listener(WeakReference(this)), onRequest != null, onResponse != null, onRetry != null, onPage != null)
        return hooks.takeIf { it.onRequest || it.onResponse || it.onRetry || it.onPage }
    }

    fun hear(told: Told) = when (told) {
        is Told.Asking -> onRequest?.invoke(RequestEvent(told.request))
        is Told.Answered ->
            onResponse?.invoke(ResponseEvent(RequestEvent(told.request), told.status, told.bytes, told.elapsedSeconds.seconds))
        is Told.Retrying ->
            onRetry?.invoke(RetryEvent(RequestEvent(told.request), told.status, told.kind, told.waitSeconds.seconds))
        is Told.Paged ->
            onPage?.invoke(PageEvent(camel(told.operation), told.number, told.records, told.warnings, told.elapsedSeconds.seconds))
    }

    private companion object {
        const val MOST = 256
    }
}

private class Provider(private val callbacks: WeakReference<Callbacks>) : KeyProvider {
    override suspend fun provide(): ProvidedKey {
        val callbacks = callbacks.get() ?: throw NoKey.Unexpected()
        // All that can be thrown: an `Error` would be lost on the way, and the request would wait for ever.
        try {
            val given = Asking.key(callbacks)
            return crossing { ProvidedKey(given.key, given.expiresIn?.toDouble(DurationUnit.SECONDS)) }
        } catch (error: Throwable) {
            throw NoKey.Thrown(callbacks.keep(error))
        }
    }
}

private class Listener(private val callbacks: WeakReference<Callbacks>) : HookListener {
    override fun hear(told: Told) {
        try {
            callbacks.get()?.hear(told)
        } catch (error: Throwable) {
            // As of any thread whose work nobody waits for; the call goes on.
            val thread = Thread.currentThread()
            thread.uncaughtExceptionHandler.uncaughtException(thread, error)
        }
    }
}
