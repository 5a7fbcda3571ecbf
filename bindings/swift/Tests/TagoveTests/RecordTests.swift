import Foundation
import Tagove
import Testing

/// Records from a body that was kept: no server.
@Suite struct RecordTests {
    static let body = Data(
        """
        {"success": true, "note": 12345678901234567890, "data": {"chat": {
          "id": 18446744073709551616, "type": "text", "status": "brand-new", "date_created": "2016-11-08 13:35:05",
          "date_updated": "2016-11-08T13:35:05.25+02:00", "chat_duration": "00:01:05", "chat_wait_time": "7",
          "feedback_message": "Verstanden, Frau Müller", "mood": {"level": 12345678901234567890, "of": ["x", true, null]},
          "account": {"first_name": "Grete", "email": "grete@example.com"},
          "messages": [{"id": "1", "message": "my card is 4111"}]}}}
        """.utf8)

    @Test func decodeChats_keptBody_givesRecordsFactsAndWarnings() throws {
        let page = try decodeChats(body: Self.body)
        let chat = try #require(page.records.first)
        #expect(chat.id == "18446744073709551616")
        #expect(chat.status == "brand-new")
        #expect(chat.chatWaitTime == 7)
        #expect(chat.chatDuration == nil)
        #expect(chat.account?.firstName == "Grete")
        #expect(chat.messages?.map(\.message) == ["my card is 4111"])
        #expect(chat.messages?.first?.extraJson == nil && chat.messages?.first?.extra == [:])
        #expect(page.warnings.map(\.code) == ["unfit_value"])
        #expect(page.warnings.map(\.at) == ["/0/chat_duration"])
        #expect(page.extraJson == #"{"note":12345678901234567890}"#)
        #expect(page.body == Self.body)
    }

    @Test func extra_ofARecord_isParsedBesideEveryDigit() throws {
        let chat = try #require(try decodeChats(body: Self.body).records.first)
        #expect(chat.extraJson?.contains("12345678901234567890") == true)
        #expect(chat.extra["chat_duration"] == .string("00:01:05"))
        #expect(
            chat.extra["mood"]
                == .object([
                    "level": .number(12_345_678_901_234_567_168), "of": .array([.string("x"), .bool(true), .null]),
                ]))
        #expect(chat.toJson().contains("12345678901234567890"))
    }

    @Test func times_civilAndWithOffset_stayWhatTheyAre() throws {
        let chat = try #require(try decodeChats(body: Self.body).records.first)
        let (civil, instant) = (try #require(chat.dateCreated), try #require(chat.dateUpdated))
        #expect(civil.text == "2016-11-08T13:35:05")
        #expect(civil.offsetSeconds == nil && civil.date == nil)
        #expect(civil.date(in: .gmt) == Date(timeIntervalSince1970: 1_478_612_105))
        #expect(instant.text == "2016-11-08T13:35:05.25+02:00")
        #expect(instant.offsetSeconds == 7200)
        #expect(instant.components?.nanosecond == 250_000_000)
        let date = try #require(instant.date)
        #expect(abs(date.timeIntervalSince1970 - 1_478_604_905.25) < 0.000_001)
        #expect(TagoveTime(text: "2016-11-08T13:35:05Z").offsetSeconds == 0)
        #expect(TagoveTime(text: "2016-11-08T13:35:05-03:30").offsetSeconds == -12_600)
    }

    @Test(arguments: [
        ("1936-06-01T12:00:00.5+00:19:32", 1172, -1_059_826_771.5),
        ("1800-01-01T00:00:00-00:44:30", -2670, -5_364_659_730),
        ("2016-11-08T13:35:05+23:59", 86_340, 1_478_525_765), ("2016-11-08T13:35:05Z", 0, 1_478_612_105),
    ])
    func times_withAnyOffset_areTheRightInstant(text: String, offset: Int, instant: Double) throws {
        let time = TagoveTime(text: text)
        #expect(time.offsetSeconds == offset)
        #expect(abs(try #require(time.date).timeIntervalSince1970 - instant) < 0.000_001)
        // An offset that is there counts, whatever zone is asked for.
        #expect(time.date(in: try #require(TimeZone(identifier: "Asia/Tokyo"))) == time.date)
    }

    @Test func decodeChats_ofXML_givesTheSameChat() throws {
        let json = #"{"data": {"chat": [{"id": "1", "comments": "a & b", "mood": "fine"}]}}"#
        let xml = "<r><data><chat><id>1</id><comments>a &amp; b</comments><mood>fine</mood></chat></data></r>"
        #expect(try decodeChats(body: Data(xml.utf8)).records == decodeChats(body: Data(json.utf8)).records)
    }

    @Test func records_printed_showNoWordsOfPeople() throws {
        let page = try decodeChats(body: Self.body)
        let chat = try #require(page.records.first)
        var texts = ["\(page)", "\(chat)", String(reflecting: chat), String(reflecting: page)]
        for value in [chat, page, page.records, chat.account as Any, chat.messages as Any] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            texts += [dumped, "\(value)", String(reflecting: value)]
        }
        for text in texts {
            for word in ["Müller", "Grete", "4111", "grete@", "level"] { #expect(!text.contains(word), "\(text)") }
        }
        #expect("\(chat)".contains(#"id: "18446744073709551616""#))
        #expect("\(chat)".contains("feedbackMessage: <24 bytes>"))
        #expect("\(chat)".contains("messages: <1>"))
    }

    @Test func decodeChats_notJSON_isADecodeErrorWithItsPlace() throws {
        do {
            _ = try decodeChats(body: Data("{\"success\": true, ".utf8))
            Issue.record("that was no page")
        } catch TagoveError.decode(let details) {
            #expect(details.at == "byte 18")
        }
    }

    @Test(arguments: [
        ("1e999", JSONValue.number(.infinity)), ("-1e-999", .number(0)), (#""""#, .string("")), ("false", .bool(false)),
        ("null", .null), ("[]", .array([])), ("{}", .object([:])),
        (#"[{"}":"]"}]"#, .array([.object(["}": .string("]")])])),
        ("[[-1.5e2,true]]", .array([.array([.number(-150), .bool(true)])])),
        (#""a \"b\" \\ \u00e9\ud83d\ude00,}""#, .string("a \"b\" \\ é😀,}")),
    ])
    func extra_ofAnyValue_hasItAndEveryOtherMember(source: String, value: JSONValue) throws {
        let body = #"{"data": {"chat": {"id": "1", "odd": \#(source), "mood": "fine"}}}"#
        let chat = try #require(try decodeChats(body: Data(body.utf8)).records.first)
        #expect(chat.extra == ["odd": value, "mood": .string("fine")])
        #expect(chat.extraJson == #"{"odd":\#(source),"mood":"fine"}"#)
    }

    @Test func records_comparedAndHashed_areValues() throws {
        let (one, two) = (try decodeChats(body: Self.body).records, try decodeChats(body: Self.body).records)
        #expect(one == two && Set(one + two).count == 1)
    }
}
