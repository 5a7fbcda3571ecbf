// A page from its bytes to typed records, then three fields of every message: this package beside Foundation.
import Foundation
import Tagove

let body = Data(PageBody.make().utf8)
let decoder = JSONDecoder()

func touched(_ answer: PeerAnswer) -> Int {
    var sum = 0
    for item in answer.data {
        for message in item.chat.messages ?? [] {
            sum +=
                (message.id?.utf8.count ?? 0) + (message.message?.utf8.count ?? 0)
                + (message.sender_type?.utf8.count ?? 0)
        }
    }
    return sum
}

try compare(
    "decode 100 chats of 20 messages, \(body.count) bytes, touch three fields of every message",
    [
        Contender(name: "tagove") {
            var sum = 0
            for chat in try decodeChats(body: body).records {
                for message in chat.messages ?? [] {
                    sum +=
                        (message.id?.utf8.count ?? 0) + (message.message?.utf8.count ?? 0)
                        + (message.senderType?.utf8.count ?? 0)
                }
            }
            return sum
        },
        Contender(name: "Foundation JSONDecoder") { touched(try decoder.decode(PeerAnswer.self, from: body)) },
        Contender(name: "Foundation JSONSerialization, untyped") {
            var sum = 0
            let answer = try JSONSerialization.jsonObject(with: body) as? [String: Any]
            for item in answer?["data"] as? [[String: Any]] ?? [] {
                let chat = item["chat"] as? [String: Any]
                for message in chat?["messages"] as? [[String: Any]] ?? [] {
                    for name in ["id", "message", "sender_type"] { sum += (message[name] as? String)?.utf8.count ?? 0 }
                }
            }
            return sum
        },
    ])
