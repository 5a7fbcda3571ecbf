import Foundation
import Tagove
import Testing

/// Lists and single answers, against the demo data of the local server.
@Suite struct ReadingTests {
    @Test func listChats_readToItsEnd_givesEveryChatOnceAndSaysSo() async throws {
        let server = try LocalServer("--chats", "25")
        let chats = try TagoveClient(apiKey: "any", baseUrl: server.url).listChats(limit: 10)
        var ids: [String?] = []
        for try await chat in chats { ids.append(chat.id) }
        #expect(ids.count == 25 && Set(ids).count == 25)
        #expect(chats.summary == Summary(pages: 4, records: 25, duplicates: 0, ended: "empty_page", complete: true))
    }

    @Test func getChat_answer_givesItsMembersAndItsNormalisedForm() async throws {
        let server = try LocalServer("--chats", "1")
        let chat = try await TagoveClient(apiKey: "any", baseUrl: server.url).getChat("43074")
        #expect(chat.id == "43074")
        #expect(chat.toJson() == chat.value.toJson())
    }

    @Test func listChats_asPages_hasTheFactsOfEachAnswer() async throws {
        let server = try LocalServer("--chats", "25")
        var sizes: [Int] = []
        for try await page in try TagoveClient(apiKey: "any", baseUrl: server.url).listChats(limit: 10).pages {
            sizes.append(page.records.count)
            #expect(page.number == sizes.count)
            #expect(page.status == 200)
            #expect(page.attempts == 1)
            #expect(page.elapsed > .zero)
            #expect(String(decoding: page.body, as: UTF8.self).hasPrefix("{"))
            #expect(page.extra == [:] && page.extraJson == "{}")
        }
        #expect(sizes == [10, 10, 5, 0])
    }

    @Test func listChats_leftInTheMiddleOfAPage_goesOnThereInASecondLoop() async throws {
        let server = try LocalServer("--chats", "25")
        let chats = try TagoveClient(apiKey: "any", baseUrl: server.url).listChats(limit: 10)
        var ids: [String?] = []
        for try await chat in chats {
            ids.append(chat.id)
            if ids.count == 13 { break }
        }
        for try await chat in chats { ids.append(chat.id) }
        #expect(ids.count == 25 && Set(ids).count == 25)
    }

    @Test func listChats_includeMessages_sendsItAndGivesTypedRecords() async throws {
        let server = try LocalServer("--chats", "3")
        let chats = try TagoveClient(apiKey: "any", baseUrl: server.url).listChats(
            startDate: "2016-01-01", endDate: "2016-12-31", include: [.messages, .account])
        for try await chat in chats {
            let messages = try #require(chat.messages)
            #expect(!messages.isEmpty)
            #expect(messages.allSatisfy { $0.chatId == chat.id })
            let created = try #require(chat.dateCreated)
            #expect(created.components?.year == 2016)
            #expect(created.date == nil && created.date(in: .gmt) != nil)
        }
        let asked = try await server.journal().requests
        let first = try #require(asked.first?.replacingOccurrences(of: "%2C", with: ","))
        #expect(first.contains("with=messages,account"))
        #expect(first.contains("start_date=2016-01-01") && first.contains("end_date=2016-12-31"))
    }

    @Test func listChats_notIteratedYet_sendsNothing() async throws {
        let server = try LocalServer("--chats", "3")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        let list = client.listChats()
        #expect(try await server.journal().request_count == 0)
        _ = try await list.nextPage()
        #expect(try await server.journal(requests: 1).request_count >= 1)
    }

    @Test func getChat_ofTheList_isTheSameRecord() async throws {
        let server = try LocalServer("--chats", "3")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        for try await chat in client.listChats() {
            let answer = try await client.getChat(try #require(chat.id))
            #expect(answer.id == chat.id && answer.dateCreated == chat.dateCreated)
            #expect(answer.page.status == 200)
        }
    }

    @Test func client_usedByManyTasksAtOnce_answersEachItsOwn() async throws {
        let server = try LocalServer("--chats", "20")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        var ids: [String] = []
        for try await chat in client.listChats() { ids.append(try #require(chat.id)) }
        let given = try await withThrowingTaskGroup(of: Bool.self) { group in
            for id in ids { for _ in 0..<5 { group.addTask { try await client.getChat(id).id == id } } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(given == 100)
    }
}
