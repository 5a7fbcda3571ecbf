package com.tagove

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File

/** What the README shows is what was compiled with these tests, and RecipesTest runs. Maven runs them in the package's folder. */
class ReadmeTest {
    private val readme = File("README.md").readText()

    @Test
    fun `programs of the README are the compiled ones`() {
        val shown = Regex("```kotlin\n(.*?)```\n", RegexOption.DOT_MATCHES_ALL).findAll(readme).map { it.groupValues[1] }
        val compiled = File("src/test/kotlin/readme").listFiles()!!.filter { it.name != "RecipesTest.kt" }.map { it.readText() }
        assertEquals(compiled.toSet(), shown.toSet())
    }

    @Test
    fun `options of the README are those of the client`() {
        val constructor = TagoveClient::class.constructors.maxBy { it.parameters.size }
        for (option in constructor.parameters) assertTrue("`${option.name}`" in readme, "the README does not name ${option.name}")
    }
}
