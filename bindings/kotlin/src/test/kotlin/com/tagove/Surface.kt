package com.tagove

import kotlinx.serialization.json.add
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.putJsonArray
import kotlinx.serialization.json.putJsonObject
import kotlin.reflect.KClass
import kotlin.reflect.KVisibility
import kotlin.reflect.full.declaredFunctions
import kotlin.reflect.full.declaredMemberProperties

/** Prints what the built package exposes, read from its classes, in the words that are common to all languages. */
fun main() {
    val constructor = TagoveClient::class.constructors.single { it.visibility == KVisibility.PUBLIC }
    val surface = buildJsonObject {
        putJsonObject("models") {
            for (record in TagoveRecord::class.sealedSubclasses) putJsonArray(record.simpleName!!) { fields(record).forEach(::add) }
        }
        putJsonArray("errors") { TagoveException::class.sealedSubclasses.forEach { add(it.simpleName) } }
        putJsonArray("error_fields") { fields(TagoveException::class).forEach(::add) }
        putJsonArray("page_fields") { fields(PageInfo::class).forEach(::add) }
        putJsonArray("summary_fields") { fields(Summary::class).forEach(::add) }
        putJsonArray("warnings") { WarningCode.entries.forEach { add(it.word) } }
        putJsonArray("operations") {
            TagoveClient::class.declaredFunctions
                .filter { it.visibility == KVisibility.PUBLIC && Regex("(list|get)[A-Z]").matchesAt(it.name, 0) }
                .forEach { add(snake(it.name)) }
        }
        putJsonArray("web") {
            Class.forName("com.tagove.WebKt").methods
                .filter { java.lang.reflect.Modifier.isStatic(it.modifiers) && !it.isSynthetic }
                // The compiler appends a hash to the name of a function that takes an inline class.
                .map { it.name.removePrefix("get").substringBefore('-') }
                .distinct()
                .forEach { add(if (it == it.uppercase()) it.lowercase() else snake(it)) }
        }
        putJsonArray("bodies") {
            TagoveClient.Companion::class.declaredFunctions
                .filter { it.visibility == KVisibility.PUBLIC && it.name.startsWith("decode") }
                .forEach { add(snake(it.name)) }
        }
        putJsonArray("options") { constructor.parameters.forEach { add(snake(it.name!!)) } }
    }
    println(surface)
}

private fun fields(type: KClass<*>) =
    type.declaredMemberProperties.filter { it.visibility == KVisibility.PUBLIC }.map { snake(it.name) }

private fun snake(name: String) = name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
