package com.tagove

import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** So many records of a list, and no request for more. */
class TakeTest {
    /** Five chats in pages of two. */
    private fun taking(records: Long, sizes: List<Int>, summary: Summary) = runBlocking<Unit> {
        LocalServer("--chats", "5").use { server ->
            server.client(prefetch = 0).use { client ->
                val all = client.listChats(limit = 2)
                val list = all.take(records)
                val pages = list.pages.toList()
                assertEquals(sizes, pages.map { it.size })
                assertEquals(summary, list.summary)
                assertEquals(sizes.size, server.requests().size)
                // Record by record, and collected anew, it is the same; the list it was taken from is as it was.
                assertEquals(pages.flatten(), list.records.toList())
                assertEquals(summary, list.summary)
                assertEquals(Summary(0, 0, 0, null, false), all.summary)
                assertEquals(5, all.records.toList().size)
                assertEquals(Summary(4, 5, 0, Ended.EMPTY_PAGE, true), all.summary)
            }
        }
    }

    @Test
    fun `take, of none, asks for nothing`() = taking(0, emptyList(), Summary(0, 0, 0, Ended.TAKEN, false))

    @Test
    fun `take, of less than a page, cuts it`() = taking(1, listOf(1), Summary(1, 1, 0, Ended.TAKEN, false))

    @Test
    fun `take, of exactly a page, asks for no other`() = taking(2, listOf(2), Summary(1, 2, 0, Ended.TAKEN, false))

    @Test
    fun `take, over pages, cuts the last`() = taking(3, listOf(2, 1), Summary(2, 3, 0, Ended.TAKEN, false))

    @Test
    fun `take, of all there are, cannot know it`() = taking(5, listOf(2, 2, 1), Summary(3, 5, 0, Ended.TAKEN, false))

    @Test
    fun `take, of more than there are, ends as the list does`() =
        taking(6, listOf(2, 2, 1, 0), Summary(4, 5, 0, Ended.EMPTY_PAGE, true))

    @Test
    fun `take, with pages asked ahead, asks for none behind the last`() = runBlocking<Unit> {
        LocalServer("--chats", "50").use { server ->
            server.client(prefetch = 1).use { client ->
                assertEquals(4, client.listChats(limit = 2).take(4).records.toList().size)
            }
            assertEquals(2, server.requests().size)
        }
    }

    @Test
    fun `take, of sessions, by hand`() = runBlocking<Unit> {
        LocalServer().use { server ->
            server.client().use { client ->
                client.listVisitorSessions(limit = 2).take(1).pager().use { pager ->
                    assertEquals(1, pager.nextPage()!!.size)
                    assertNull(pager.nextPage())
                }
            }
        }
    }

    @Test
    fun `take, of what was taken, is the smaller`() = runBlocking<Unit> {
        LocalServer("--chats", "5").use { server ->
            server.client().use { client ->
                assertEquals(2, client.listChats().take(2).take(4).records.toList().size)
                assertEquals(2, client.listChats().take(4).take(2).records.toList().size)
            }
        }
    }

    @Test
    fun `take, of fewer than none, is InvalidRequest before any request`() = runBlocking<Unit> {
        LocalServer().use { server ->
            server.client().use { client ->
                for (list in listOf(client.listChats().take(-1), client.listVisitorSessions().take(Long.MIN_VALUE), client.listChats().take(-1).take(1))) {
                    val error = assertThrows<TagoveException.InvalidRequest> { list.records.toList() }
                    assertTrue("take -" in error.reason, error.reason)
                    assertEquals(0, error.attempts)
                    assertEquals(Summary(0, 0, 0, Ended.ERROR, false), list.summary)
                }
                assertThrows<TagoveException.InvalidRequest> { client.listChats(page = 0).take(0).records.toList() }
            }
            assertEquals(emptyList<String>(), server.requests())
        }
    }
}
