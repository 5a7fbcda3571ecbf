package com.tagove

import com.tagove.ffi.ErrorKind
import com.tagove.ffi.Failure
import com.tagove.ffi.InternalException
import java.nio.charset.CharacterCodingException
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** What every failing call throws; one class a kind, so that `when` can be exhaustive. Never holds the key or a proxy's password. */
public sealed class TagoveException(
    /** The kind's name, the same in every language: written out, because a minifying build renames classes. */
    public val kind: String,
    raw: Failure.Failed,
) : RuntimeException(raw.reason) {
    /** The HTTP status, if there was an answer. */
    public val status: Int? = raw.status

    /** The server's own code, `ERROR_RECORD_NOT_FOUND` for example. */
    public val code: String? = raw.code

    /** One line for people: what happened, where, what to do next. */
    public val reason: String = raw.reason

    /** The answer's `X-Request-Id`, which the vendor's support can look up. */
    public val requestId: String? = raw.requestId

    /** How long the server asked to wait, in the answer to the last attempt. */
    public val retryAfter: Duration? = raw.retryAfterSeconds?.seconds

    /** How many requests were made, more than 1 after retries; 0 if it was refused before the first. */
    public val attempts: Long = raw.attempts

    /** The place in the answer that could not be read: a JSON pointer, or `byte N`. */
    public val at: String? = raw.at

    /** An option of the client is wrong, or the client is closed. */
    public class Configuration internal constructor(raw: Failure.Failed) : TagoveException("Configuration", raw)
    /** The request makes no sense: refused before it was sent, or by the server with another 4xx. */
    public class InvalidRequest internal constructor(raw: Failure.Failed) : TagoveException("InvalidRequest", raw)
    /** The key is missing, wrong or expired (401). */
    public class Authentication internal constructor(raw: Failure.Failed) : TagoveException("Authentication", raw)
    /** The key may not do this (403). */
    public class PermissionDenied internal constructor(raw: Failure.Failed) : TagoveException("PermissionDenied", raw)
    /** There is no such record (404, 410). */
    public class NotFound internal constructor(raw: Failure.Failed) : TagoveException("NotFound", raw)
    /** Too many requests (429). */
    public class RateLimited internal constructor(raw: Failure.Failed) : TagoveException("RateLimited", raw)
    /** The server failed (5xx), or said so under another status. */
    public class Server internal constructor(raw: Failure.Failed) : TagoveException("Server", raw)
    /** The server could not be reached, or the connection broke. */
    public class Connection internal constructor(raw: Failure.Failed) : TagoveException("Connection", raw)
    /** The time allowed was not enough (also 408). */
    public class Timeout internal constructor(raw: Failure.Failed) : TagoveException("Timeout", raw)
    /** The answer cannot be read as what was asked for. */
    public class Decode internal constructor(raw: Failure.Failed) : TagoveException("Decode", raw)
    /** The client was closed while the call was on its way. A cancelled coroutine throws Kotlin's own `CancellationException` instead. */
    public class Cancelled internal constructor(raw: Failure.Failed) : TagoveException("Cancelled", raw)

    internal companion object {
        fun of(raw: Failure.Failed, cause: Throwable?): TagoveException = when (raw.kind) {
            ErrorKind.CONFIGURATION -> Configuration(raw)
            ErrorKind.INVALID_REQUEST -> InvalidRequest(raw)
            ErrorKind.AUTHENTICATION -> Authentication(raw)
            ErrorKind.PERMISSION_DENIED -> PermissionDenied(raw)
            ErrorKind.NOT_FOUND -> NotFound(raw)
            ErrorKind.RATE_LIMITED -> RateLimited(raw)
            ErrorKind.SERVER -> Server(raw)
            ErrorKind.CONNECTION -> Connection(raw)
            ErrorKind.TIMEOUT -> Timeout(raw)
            ErrorKind.DECODE -> Decode(raw)
            ErrorKind.CANCELLED -> Cancelled(raw)
        }.also { if (cause != null) it.initCause(cause) }
    }
}

/**
 * Calls into the library, with its errors as ours. A text that is no text (half of a surrogate pair) does not even cross,
 * and is of the kind that a parameter of this call is refused with.
 */
internal inline fun <T> crossing(callbacks: Callbacks? = null, refusal: ErrorKind = ErrorKind.INVALID_REQUEST, call: () -> T): T =
    try {
        call()
    } catch (failure: Failure.Failed) {
        throw TagoveException.of(failure, failure.thrown?.let { callbacks?.take(it) })
    } catch (_: CharacterCodingException) {
        throw refused(refusal, "a text holds half of a surrogate pair; give whole characters")
    } catch (_: InternalException) {
        // Its words may be somebody's.
        throw refused(ErrorKind.DECODE, "a fault of this library, please report it")
    }

/** An error that no answer of the server is behind. */
internal fun refused(kind: ErrorKind, reason: String): TagoveException =
    TagoveException.of(Failure.Failed(kind, null, null, reason, null, null, 0, null, null), null)
