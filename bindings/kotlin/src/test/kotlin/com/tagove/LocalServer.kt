package com.tagove

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import java.net.URI

/** The `tagove` command of this workspace, serving on a free port of this machine until it is closed. */
class LocalServer(vararg arguments: String) : AutoCloseable {
    private val process = ProcessBuilder(property("tagove.command"), "serve", "--port", "0", *arguments)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()

    val url: String = checkNotNull(process.inputStream.bufferedReader().readLine()) { "the server did not start" }

    fun client(key: String = "test-key", prefetch: Int? = null) = TagoveClient(apiKey = key, baseUrl = url, prefetch = prefetch)

    /** Waits until the server has seen as much, and gives what was asked for. */
    fun requests(atLeast: Int = 0, hangUps: Int = 0): List<String> =
        journal("requests=$atLeast&hang_ups=$hangUps")["requests"]!!.jsonArray.map { it.jsonPrimitive.content }

    fun hangUps(atLeast: Int): Int = journal("hang_ups=$atLeast")["hang_ups"]!!.jsonPrimitive.int

    private fun journal(query: String): JsonObject =
        Json.parseToJsonElement(URI("$url/__requests?$query").toURL().readText()).jsonObject

    override fun close() {
        process.destroy()
        process.waitFor()
    }

    companion object {
        fun property(name: String): String = checkNotNull(System.getProperty(name)) { "Surefire sets $name: run `mvn test`" }
    }
}
