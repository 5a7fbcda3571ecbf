package com.tagove

import com.sun.jna.CallbackThreadInitializer
import com.sun.jna.Native
import com.tagove.ffi.uniffiCallbackInterfaceHookListener
import com.tagove.ffi.uniffiCallbackInterfaceKeyProvider
import com.tagove.ffi.uniffiForeignFutureDroppedCallbackImpl
import com.tagove.ffi.uniffiRustFutureContinuationCallbackImpl

/**
 * The library's threads, once they have called back, belong to the JVM until they end, as daemons with a name. JNA's own way
 * makes a new `Thread` for each callback, and complains on stderr where one calls back within another: a hook that closes
 * its client ends calls, and their continuations come at once.
 */
internal object LibraryThreads {
    init {
        val callbacks = listOf(
            uniffiRustFutureContinuationCallbackImpl,
            uniffiForeignFutureDroppedCallbackImpl,
            uniffiCallbackInterfaceHookListener.hear,
            uniffiCallbackInterfaceHookListener.uniffiFree,
            uniffiCallbackInterfaceHookListener.uniffiClone,
            uniffiCallbackInterfaceKeyProvider.provide,
            uniffiCallbackInterfaceKeyProvider.uniffiFree,
            uniffiCallbackInterfaceKeyProvider.uniffiClone,
        )
        for (callback in callbacks) Native.setCallbackThreadInitializer(callback, CallbackThreadInitializer(true, false, "tagove"))
    }

    /** Makes it so, once; before the first call that may call back. */
    fun keep() = Unit
}
