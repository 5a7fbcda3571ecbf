package com.tagove

import com.tagove.ffi.ChatPages
import com.tagove.ffi.PackedPage
import com.tagove.ffi.VisitorSessionPages

/** One of the library's lists: UniFFI knows no generics, so each model's has a class of its own. */
internal interface Source<R : TagoveRecord> : AutoCloseable {
    suspend fun nextPage(): Page<R>?
    fun take(records: Long): Source<R>
    fun summary(): Summary
    fun warnings(): List<Warning>
}

internal class ChatSource(private val raw: ChatPages, private val callbacks: Callbacks) : Source<Chat> {
    override suspend fun nextPage() = callbacks.asked { raw.nextPacked(null)?.chats() }
    override fun take(records: Long) = crossing { ChatSource(raw.use { it.take(records) }, callbacks) }
    override fun summary() = crossing { Summary(raw.summary()) }
    override fun warnings() = crossing { raw.warnings().map(::Warning) }
    override fun close() = raw.close()
}

internal class VisitorSessionSource(private val raw: VisitorSessionPages, private val callbacks: Callbacks) : Source<VisitorSession> {
    override suspend fun nextPage() = callbacks.asked { raw.nextPacked(null)?.sessions() }
    override fun take(records: Long) = crossing { VisitorSessionSource(raw.use { it.take(records) }, callbacks) }
    override fun summary() = crossing { Summary(raw.summary()) }
    override fun warnings() = crossing { raw.warnings().map(::Warning) }
    override fun close() = raw.close()
}

private suspend fun <P> Callbacks.asked(page: suspend () -> P): P {
    Asking.refuseWithin(this)
    return crossing(this) { page() }
}

internal fun PackedPage.chats() = Page(this, Chat.STRIDE, ::Chat)

internal fun PackedPage.sessions() = Page(this, VisitorSession.STRIDE, ::VisitorSession)

internal fun PackedPage.recordings() = Page(this, Recording.STRIDE, ::Recording)
