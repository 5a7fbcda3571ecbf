package com.tagove

import java.net.ServerSocket
import java.net.SocketException
import java.util.concurrent.Semaphore
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread

/** Answers every request with this status and `Retry-After`, on a free port of this machine, until it is closed. */
class FailingServer(status: Int, retryAfter: String) : AutoCloseable {
    private val socket = ServerSocket(0)
    private val answered = Semaphore(0)
    private val seen = AtomicInteger()

    val url = "http://127.0.0.1:${socket.localPort}"
    val requests: Int get() = seen.get()

    init {
        val answer = "HTTP/1.1 $status Failing\r\nContent-Length: 0\r\nRetry-After: $retryAfter\r\nConnection: close\r\n\r\n".toByteArray()
        thread(isDaemon = true) {
            try {
                while (true) socket.accept().use { client ->
                    val lines = client.getInputStream().bufferedReader()
                    while (!lines.readLine().isNullOrEmpty()) Unit
                    seen.incrementAndGet()
                    client.getOutputStream().write(answer)
                    // Who has read the answer hangs up.
                    lines.read()
                    answered.release()
                }
            } catch (_: SocketException) {
                // It was closed.
            }
        }
    }

    /** Waits until the next answer has been read. */
    fun awaitAnswered() = answered.acquire()

    override fun close() = socket.close()
}
