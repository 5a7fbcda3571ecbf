package com.tagove

/**
 * Reads the JSON object that the library wrote of unknown members, which is sound, compact and at most 512 deep. Here and
 * not in the library, because a call that gives a tree is dear, and a library out of stack ends the process.
 */
internal class JsonReader(private val json: String) {
    private var at = 0

    /** An object in its order; of a member sent twice the last counts. */
    fun members(): Map<String, Any?> {
        val members = LinkedHashMap<String, Any?>()
        each('}') {
            val name = text()
            at++ // the colon
            members[name] = value()
        }
        return members
    }

    private fun value(): Any? = when (json[at]) {
        '{' -> members()
        '[' -> buildList { each(']') { add(value()) } }
        '"' -> text()
        else -> scalar()
    }

    private inline fun each(end: Char, read: () -> Unit) {
        at++ // the bracket
        while (json[at] != end) {
            if (json[at] == ',') at++
            read()
        }
        at++
    }

    private fun text(): String {
        val begin = ++at
        while (json[at] != '"' && json[at] != '\\') at++
        if (json[at] == '"') return json.substring(begin, at++)
        val text = StringBuilder().append(json, begin, at)
        while (json[at] != '"') text.append(if (json[at] == '\\') escaped() else json[at++])
        at++
        return text.toString()
    }

    private fun escaped(): Char {
        val mark = json[at + 1]
        at += 2
        return when (mark) {
            'b' -> '\b'
            'f' -> '\u000C'
            'n' -> '\n'
            'r' -> '\r'
            't' -> '\t'
            'u' -> json.substring(at, at + 4).toInt(16).toChar().also { at += 4 }
            else -> mark
        }
    }

    private fun scalar(): Any? {
        val begin = at
        while (json[at] !in ",]}") at++
        return when (val word = json.substring(begin, at)) {
            "null" -> null
            "true" -> true
            "false" -> false
            else -> word.toLongOrNull() ?: word.toDouble()
        }
    }
}
