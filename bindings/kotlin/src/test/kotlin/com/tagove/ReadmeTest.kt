package com.tagove

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.io.File

/** What the README shows is what was compiled with these tests. Maven runs them in the package's folder. */
class ReadmeTest {
    @Test
    fun `program of the README is the compiled one`() {
        val shown = Regex("```kotlin\n(.*?)```\n", RegexOption.DOT_MATCHES_ALL).findAll(File("README.md").readText())
        assertEquals(File("src/test/kotlin/readme/TenLines.kt").readText(), shown.single().groupValues[1])
    }
}
