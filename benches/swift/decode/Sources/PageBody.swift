/// The page that is decoded, of the same shape as in the Rust benchmark: 100 chats of 20 messages.
enum PageBody {
    private static let words = [
        "hello", "thanks for the quick reply", "my order", "the invoice", "is not working", "today", "please check",
        "a refund",
    ]

    static func make() -> String {
        var random = Xorshift()
        let chats = (0..<100).map { chat in
            let id = 43_074 + chat
            let date = "2016-\(two(1 + random.next(12)))-\(two(1 + random.next(28)))"
            let messages = (0..<20).map {
                message(393_235 + chat * 100 + $0, of: id, on: date, minute: $0 * 2, &random)
            }
            return
                #"{"account":{"first_name":"John","last_name":"","mobile_number":null,"email":"john\#(chat)@example.com"},"#
                + #""chat":{"id":"\#(id)","account_id":"2675","session_id":"\#(900_000 + random.next(99_999))","type":"text","#
                + #""status":"closed","date_created":"\#(date) 09:00:00","date_updated":"\#(date) 10:00:00","department_id":null,"#
                + #""chat_duration":"\#(random.next(900))","chat_wait_time":null,"feedback_rating":null,"feedback_message":null,"#
                + #""comments":null,"initiator":"visitor","messages":[\#(messages.joined(separator: ","))]}}"#
        }
        return #"{"success":true,"data":[\#(chats.joined(separator: ","))]}"#
    }

    private static func message(_ id: Int, of chat: Int, on date: String, minute: Int, _ random: inout Xorshift)
        -> String
    {
        let (senderType, sender, kind) =
            switch random.next(10) {
            case 0: ("system", "null", "event")
            case 1...5: ("visitor", "null", "text")
            default: ("agent", "\"\(100 + random.next(50))\"", "text")
            }
        let count = 2 + random.next(6)
        let text = (0..<count).map { _ in words[random.next(8)] }.joined(separator: " ")
        let quoted = random.next(20) == 0 ? #" \n\"quoted\" line"# : ""
        return
            #"{"id":"\#(id)","chat_id":"\#(chat)","account_id":"2675","sender_type":"\#(senderType)","sender_id":\#(sender),"#
            + #""type":"\#(kind)","message":"\#(text)\#(quoted)","date_created":"\#(date) 09:\#(two(minute)):\#(two(random.next(60)))","#
            + #""seen":"unseen"}"#
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The same numbers on every machine.
struct Xorshift {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next(_ below: UInt64) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % below)
    }
}
