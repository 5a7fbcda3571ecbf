import Foundation
import Tagove
import Testing

/// Keeping records with Foundation's coders.
@Suite struct CodableTests {
    private static let body = Data(
        #"""
        {"data": {"chat": [{"id": "18446744073709551616", "date_created": "2016-11-08 13:35:05", "chat_duration": 65,
        "account": {"first_name": "Grete"}, "messages": [{"id": "1", "seen": "1", "message": "ü", "odd": 1e999}],
        "big": 12345678901234567890, "list": [1, null, true, {"a/b": "c"}]}]}}
        """#.utf8)

    @Test func record_encodedAndDecoded_isTheSameWithEveryDigit() throws {
        let chat = try #require(try decodeChats(body: Self.body).records.first)
        let data = try JSONEncoder().encode([chat])
        #expect(try JSONDecoder().decode([Chat].self, from: data) == [chat])
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains(#""date_created":"2016-11-08T13:35:05""#), "\(text)")
        #expect(text.contains("18446744073709551616") && !text.contains("comments"))
        let list = try PropertyListEncoder().encode(chat)
        #expect(try PropertyListDecoder().decode(Chat.self, from: list).extraJson == chat.extraJson)
    }

    @Test func record_decodedFromItsNormalisedForm_hasAllButDigitsBeyondDouble() throws {
        let body = Data(#"{"data": {"chat": [{"id": "1", "chat_wait_time": 7, "mood": "a/b", "n": [1.5]}]}}"#.utf8)
        let chat = try #require(try decodeChats(body: body).records.first)
        let again = try JSONDecoder().decode(Chat.self, from: Data(chat.toJson().utf8))
        #expect(again.id == "1" && again.chatWaitTime == 7 && again.extra == chat.extra && again.comments == nil)
        let plain = try JSONDecoder().decode(Message.self, from: Data(#"{"id": null, "extra": {}}"#.utf8))
        #expect(plain.id == nil && plain.extraJson == nil)
    }

    @Test func everyModel_ofTheDemo_roundTripsAndHasItsIdentity() async throws {
        let server = try LocalServer("--chats", "3")
        let client = try TagoveClient(apiKey: "any", baseUrl: server.url)
        func same<Record: TagoveRecord>(_ record: Record) throws {
            let decoded = try JSONDecoder().decode(Record.self, from: JSONEncoder().encode(record))
            #expect(decoded == record && decoded.hashValue == record.hashValue)
            let form = try JSONDecoder().decode(Record.self, from: Data(record.toJson().utf8))
            #expect(form == record)
        }
        func identity<Record: Identifiable>(_ record: Record) -> Record.ID { record.id }
        for try await chat in client.listChats(include: [.messages, .account]) {
            try same(chat)
            #expect(identity(chat) == chat.id)
            try same(try await client.getRecording(try #require(chat.id)).value)
        }
        for try await session in client.listVisitorSessions() { try same(session) }
    }

    @Test(arguments: [#""yesterday""#, #""2016-11-08""#, #""""#, "7"])
    func time_decodedFromWhatIsNone_isADecodingError(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(TagoveTime.self, from: Data(json.utf8))
        }
    }
}
