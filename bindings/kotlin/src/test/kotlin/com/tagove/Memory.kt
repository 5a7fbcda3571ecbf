package com.tagove

import java.io.File

/** What this process holds, for loops that would show a leak. */
object Memory {
    /** Bytes in memory beside Java's own heap. Where there is no `/proc` it is 0, and the loops only run. */
    fun outsideTheHeap(): Long {
        val status = File("/proc/self/status").takeIf { it.exists() } ?: return 0
        val line = status.readLines().first { it.startsWith("VmRSS:") }
        return (line.filter(Char::isDigit).toLong() shl 10) - Runtime.getRuntime().totalMemory()
    }

    /** Bytes of Java's heap that something holds. */
    fun held(): Long {
        System.gc()
        return Runtime.getRuntime().run { totalMemory() - freeMemory() }
    }
}
