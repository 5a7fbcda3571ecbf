package com.tagove

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlin.reflect.KVisibility
import kotlin.reflect.full.declaredMemberProperties

/** A record in the normalised form, made of what its properties give: what a user reads, not what `toJson` says. */
fun propertiesOf(record: TagoveRecord): JsonElement {
    val members = record::class.declaredMemberProperties
        .filter { it.visibility == KVisibility.PUBLIC }
        .associate { wireName(it.name) to toJson(it.getter.call(record)) }
    return JsonObject(members + ("extra" to Json.parseToJsonElement(record.extraJson)))
}

private fun toJson(value: Any?): JsonElement = when (value) {
    null -> JsonNull
    is String -> JsonPrimitive(value)
    is Number -> JsonPrimitive(value)
    is TagoveTime -> JsonPrimitive(value.text)
    is TagoveRecord -> propertiesOf(value)
    is List<*> -> JsonArray(value.map(::toJson))
    else -> error("a property of a kind that no table has: $value")
}

/** The wire has one name in camel case; all others are in snake case. */
private fun wireName(name: String) =
    if (name == "visitorDetail") name else name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
