package com.tagove

import com.tagove.ffi.JsonMember
import com.tagove.ffi.JsonValue

/** Unknown members as Kotlin's own values, in their order. */
internal fun List<JsonMember>.toMap(): Map<String, Any?> = associate { it.name to it.value.toKotlin() }

private fun JsonValue.toKotlin(): Any? = when (this) {
    is JsonValue.Null -> null
    is JsonValue.Flag -> value
    is JsonValue.Number -> source.toLongOrNull() ?: source.toDouble()
    is JsonValue.Text -> value
    is JsonValue.Items -> values.map { it.toKotlin() }
    is JsonValue.Members -> members.toMap()
}
