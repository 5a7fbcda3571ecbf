import Foundation

/// Reads the JSON that the core wrote, which is sound, compact and not deep. Foundation's decoder is not enough here: it
/// refuses a whole object for one number beyond `Double`, and an answer may hold one.
struct JSONReader {
    private var rest: Substring.UTF8View

    init(_ json: String) {
        rest = Substring(json).utf8
    }

    /// The next value; `null` where there is none, which sound JSON never shows.
    mutating func value() -> JSONValue {
        switch rest.first {
        case UInt8(ascii: "{"): .object(members())
        case UInt8(ascii: "["): .array(items())
        case UInt8(ascii: "\""): .string(text())
        default: scalar()
        }
    }

    mutating func members() -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        rest = rest.dropFirst()
        while let next = rest.first, next != UInt8(ascii: "}") {
            if next == UInt8(ascii: ",") { rest = rest.dropFirst() }
            let name = text()
            rest = rest.dropFirst()  // the colon
            members[name] = value()
        }
        rest = rest.dropFirst()
        return members
    }

    private mutating func items() -> [JSONValue] {
        var items: [JSONValue] = []
        rest = rest.dropFirst()
        while let next = rest.first, next != UInt8(ascii: "]") {
            if next == UInt8(ascii: ",") { rest = rest.dropFirst() }
            items.append(value())
        }
        rest = rest.dropFirst()
        return items
    }

    private mutating func text() -> String {
        var (end, escaped, plain) = (rest.dropFirst().startIndex, false, true)
        while end < rest.endIndex, escaped || rest[end] != UInt8(ascii: "\"") {
            escaped = !escaped && rest[end] == UInt8(ascii: "\\")
            plain = plain && !escaped
            rest.formIndex(after: &end)
        }
        defer { rest = rest[end...].dropFirst() }
        let inside = String(Substring(rest[..<end].dropFirst()))
        return plain ? inside : (try? JSONDecoder().decode(String.self, from: Data("\"\(inside)\"".utf8))) ?? inside
    }

    private mutating func scalar() -> JSONValue {
        let word = rest.prefix { !",]}".utf8.contains($0) }
        rest = rest[word.endIndex...]
        switch String(Substring(word)) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case let digits: return Double(digits).map(JSONValue.number) ?? .null
        }
    }
}
