import Foundation
import Tagove

/// What the corpus compares, as JSON.
extension JSONValue {
    static func normalised(_ record: some TagoveRecord) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(record.toJson().utf8))
    }

    subscript(name: String) -> JSONValue { members[name] ?? .null }

    var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var whole: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
    var decimal: Double? { if case .number(let number) = self { number } else { nil } }
    var time: Duration? { decimal.map { .seconds($0) } }
    var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    var texts: [String] { if case .array(let values) = self { values.compactMap(\.text) } else { [] } }

    /// An error's reason is for people and never compared; that it is one line is.
    var withoutReason: JSONValue {
        guard members.keys.contains("reason"), members.keys.contains("attempts") else { return self }
        return .object(members.merging(["reason": .null]) { $1 })
    }

    static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    static func whole(_ number: Int?) -> JSONValue { number.map { .number(Double($0)) } ?? .null }
}

extension TagoveError {
    var json: JSONValue {
        .object([
            "kind": .string(kind.rawValue), "status": .whole(self.status), "code": .text(self.code),
            "reason": self.reason.contains(where: \.isNewline) ? .string("more than one line") : .null,
            "request_id": .text(self.requestId),
            "retry_after": self.retryAfter.map { .number(Double($0.components.seconds)) } ?? .null,
            "attempts": .whole(self.attempts), "at": .text(self.at),
        ])
    }
}

extension Warning {
    var json: JSONValue { .object(["code": .string(code), "page": .whole(Int(page)), "at": .string(at)]) }
}

extension Summary {
    var json: JSONValue {
        .object([
            "pages": .whole(Int(pages)), "records": .whole(Int(records)), "duplicates": .whole(Int(duplicates)),
            "ended": .text(ended), "complete": .bool(complete),
        ])
    }
}
