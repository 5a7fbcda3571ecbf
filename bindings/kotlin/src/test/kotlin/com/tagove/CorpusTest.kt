package com.tagove

import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.*
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit

/** Every case of `tests/corpus`, through the public interface, against the player. */
class CorpusTest {
    private val corpus = File(LocalServer.property("tagove.corpus")).canonicalFile

    @Test
    fun `corpus, every case, gives what is expected`() = runBlocking<Unit> {
        val differ = mutableListOf<String>()
        var cases = 0
        var snippets = 0
        val absent = mutableListOf<String>()
        LocalServer("--replay", corpus.path).use { server ->
            for (folder in folders(corpus).flatMap(::folders)) {
                val name = folder.relativeTo(corpus).invariantSeparatorsPath
                val case = read(folder, "case.json")
                if ("formats" !in case) {
                    if (case.getValue("operation").jsonPrimitive.content in ABSENT) {
                        absent += name
                    } else {
                        snippets++
                        val given = snippet(case)
                        for ((member, value) in expected(folder, "json")) {
                            if (!same(given.getValue(member), value)) differ += "$name: $member\n  expected $value\n  given    ${given[member]}"
                        }
                    }
                    continue
                }
                for (format in case.getValue("formats").jsonArray.map { it.jsonPrimitive.content }) {
                    val given = answer(case, "${server.url}/$name/$format")
                    cases++
                    for ((member, value) in expected(folder, format)) {
                        if (!same(given.getValue(member), value)) {
                            differ += "$name ($format): $member\n  expected $value\n  given    ${given[member]}"
                        }
                    }
                }
            }
        }
        println("corpus: ${cases + snippets} cases, $snippets of them of customerSnippet; ${absent.size} of operations that are for servers only")
        assertTrue(differ.isEmpty()) { "${differ.size} differ:\n${differ.joinToString("\n")}" }
        val formats = corpus.walk().filter { it.name == "case.json" }.sumOf { read(it.parentFile, it.name)["formats"]?.jsonArray?.size ?: 0 }
        assertTrue(cases > 1000) { "the corpus was not found whole: $cases cases" }
        assertEquals(formats, cases)
        assertEquals(File(corpus, "customer_snippet").listFiles { file -> file.isDirectory }!!.size, snippets)
    }

    private fun snippet(case: JsonObject): JsonObject {
        fun texts(from: JsonObject) = from.mapValues { it.value.jsonPrimitive.contentOrNull }.toMutableMap()
        val customer = texts(case.getValue("arguments").jsonObject.getValue("customer").jsonObject)
        val options = texts(case.getValue("options").jsonObject)
        var html: String? = null
        var error: TagoveException? = null
        try {
            html = customerSnippet(Customer.of(customer), options.remove("nonce"), options.remove("form")?.let(::SnippetForm), options.remove("user_hash"))
        } catch (refused: TagoveException) {
            error = refused
        }
        check(options.isEmpty()) { "this runner does not know the options ${options.keys}" }
        return buildJsonObject {
            put("value", html)
            put("error", shown(error))
        }
    }

    private fun folders(parent: File) = parent.listFiles { file -> file.isDirectory }!!.sorted()

    private fun read(folder: File, file: String) = Json.parseToJsonElement(File(folder, file).readText()).jsonObject

    /** Where the XML twin must differ, it has an expectation of its own. */
    private fun expected(folder: File, format: String): JsonObject {
        val own = "expected.$format.json"
        return read(folder, if (File(folder, own).exists()) own else "expected.json")
    }

    /** What the case gives, also if its client is refused. */
    private suspend fun answer(case: JsonObject, url: String): JsonObject {
        var client: TagoveClient? = null
        val error = failure { client = Client(case, url) }
        return client?.use { run(case, it) } ?: answer(emptyList(), emptyList(), emptyList(), null, error)
    }

    private fun Client(case: JsonObject, url: String): TagoveClient {
        val options = case.getValue("options").jsonObject.toMutableMap()
        fun text(name: String) = options.remove(name)?.jsonPrimitive?.content
        fun number(name: String) = options.remove(name)?.jsonPrimitive?.long
        fun small(name: String) = number(name)?.let(Math::toIntExact)
        fun decimal(name: String) = options.remove(name)?.jsonPrimitive?.double
        fun time(name: String) = decimal(name)?.seconds
        val client =
            TagoveClient(
                apiKey = "corpus-key", baseUrl = url, prefetch = 0,
                auth = text("auth")?.let { Auth.valueOf(it.uppercase()) },
                accept = text("accept")?.let { Accept.valueOf(it.uppercase()) },
                strict = options.remove("strict")?.jsonPrimitive?.boolean ?: false,
                timeZone = text("time_zone"),
                maxBodyBytes = number("max_body_bytes"), maxRows = small("max_rows"), maxDepth = small("max_depth"),
                timeout = time("timeout"), attemptTimeout = time("attempt_timeout"), connectTimeout = time("connect_timeout"),
                maxRetries = small("max_retries") ?: 0, requestsPerSecond = decimal("requests_per_second"),
                onRateLimit = text("on_rate_limit")?.let { OnRateLimit.valueOf(it.uppercase()) },
            )
        return client.also { check(options.isEmpty()) { "this runner does not know the options ${options.keys}" } }
    }

    private suspend fun run(case: JsonObject, client: TagoveClient): JsonObject {
        val arguments = case.getValue("arguments").jsonObject.toMutableMap()
        fun text(name: String) = arguments.remove(name)?.jsonPrimitive?.content
        fun number(name: String) = arguments.remove(name)?.jsonPrimitive?.long
        val take = number("take")
        fun <R : TagoveRecord> taken(list: TagoveList<R>) = if (take == null) list else list.take(take)
        val given = when (val operation = case.getValue("operation").jsonPrimitive.content) {
            "list_chats" -> list(
                taken(
                    client.listChats(
                        text("start_date"), text("end_date"), number("page"), number("limit"),
                        arguments.remove("include")?.jsonArray.orEmpty().map { Include(it.jsonPrimitive.content) },
                    ),
                ),
            )
            "list_visitor_sessions" ->
                list(taken(client.listVisitorSessions(text("start_date"), text("end_date"), number("page"), number("limit"))))
            "get_chat" -> single { listOf(client.getChat(text("chat_id")!!)).let { it to it[0].page } }
            "list_messages" -> single { listOf(client.listMessages(text("chat_id")!!)).let { it to it[0].page } }
            "get_recording" -> single { listOf(client.getRecording(text("chat_id")!!)).let { it to it[0].page } }
            "get_visitor_sessions" -> single { client.getVisitorSessions(text("visitor_id")!!).let { it to it } }
            else -> error("this runner does not know the operation $operation")
        }
        check(arguments.isEmpty()) { "this runner does not know the arguments ${arguments.keys}" }
        return given
    }

    private suspend fun list(list: TagoveList<*>): JsonObject {
        val pages = mutableListOf<Page<*>>()
        val error = failure { list.pages.collect { pages += it } }
        val summary = list.summary
        val warnings = pages.flatMap { it.warnings } + list.warnings
        // Record by record it is the same list.
        val streamed = mutableListOf<TagoveRecord>()
        assertEquals(error?.kind, failure { list.records.collect { streamed += it } }?.kind)
        assertEquals(pages.flatten().map { it.toJson() }, streamed.map { it.toJson() })
        return answer(pages.flatten(), pages, warnings, summary, error)
    }

    private suspend fun single(call: suspend () -> Pair<List<TagoveRecord>, PageInfo>): JsonObject {
        var answer: Pair<List<TagoveRecord>, PageInfo>? = null
        val error = failure { answer = call() }
        val (records, page) = answer ?: return answer(emptyList(), emptyList(), emptyList(), null, error)
        return answer(records, listOf(page), page.warnings, null, error)
    }

    private suspend fun failure(call: suspend () -> Unit): TagoveException? =
        try { call(); null } catch (error: TagoveException) { error }

    private fun answer(
        records: List<TagoveRecord>, pages: List<PageInfo>, warnings: List<Warning>, summary: Summary?, error: TagoveException?,
    ) = buildJsonObject {
        putJsonArray("records") { records.forEach { add(checked(it)) } }
        putJsonArray("extra") { pages.forEach { add(Json.parseToJsonElement(it.extraJson)) } }
        putJsonArray("warnings") {
            warnings.forEach { addJsonObject { put("code", it.code.word); put("page", it.page); put("at", it.at) } }
        }
        put("summary", if (summary == null) JsonNull else buildJsonObject {
            put("pages", summary.pages); put("records", summary.records); put("duplicates", summary.duplicates)
            put("ended", summary.ended?.word); put("complete", summary.complete)
        })
        put("error", shown(error))
    }

    private fun shown(error: TagoveException?): JsonElement = if (error == null) JsonNull else buildJsonObject {
        put("kind", error.kind); put("status", error.status); put("code", error.code); put("reason", error.reason)
        put("request_id", error.requestId); put("retry_after", error.retryAfter?.toDouble(DurationUnit.SECONDS))
        put("attempts", error.attempts); put("at", error.at)
    }

    /** The normalised form, which the properties must tell too. */
    private fun checked(record: TagoveRecord): JsonElement {
        val json = Json.parseToJsonElement(record.toJson())
        assertTrue(same(propertiesOf(record), json)) { "as properties ${propertiesOf(record)}, as JSON $json" }
        return json
    }

    /** Equal as JSON: `4` equals `4.0`. Of an error's `reason` only that it is one line. */
    private fun same(given: JsonElement, expected: JsonElement): Boolean = when {
        given is JsonArray && expected is JsonArray ->
            given.size == expected.size && given.zip(expected).all { (a, b) -> same(a, b) }
        given is JsonObject && expected is JsonObject -> given.keys == expected.keys && given.all { (name, value) ->
            if (name == "reason" && "attempts" in given) '\n' !in value.jsonPrimitive.content
            else same(value, expected.getValue(name))
        }
        given is JsonPrimitive && expected is JsonPrimitive -> given == expected ||
            (!given.isString && !expected.isString && given.doubleOrNull != null && given.doubleOrNull == expected.doubleOrNull)
        else -> false
    }

    private companion object {
        /** For servers only, which hold the account's secrets: not in what is handed out. */
        val ABSENT = setOf("user_hash", "parse_webhook", "verify_webhook_signature")
    }
}
