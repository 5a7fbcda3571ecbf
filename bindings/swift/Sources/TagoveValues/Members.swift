import Foundation

/// A member of a record by its name on the wire.
private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

/// Reads the members of a record for `Decodable`: from what `Encodable` wrote, and from the normalised form of `toJson()`.
package struct MembersReader {
    private let members: KeyedDecodingContainer<Name>

    package init(_ decoder: any Decoder) throws {
        members = try decoder.container(keyedBy: Name.self)
    }

    package func callAsFunction<Value: Decodable>(_ name: String) throws -> Value? {
        try members.decodeIfPresent(Value.self, forKey: Name(name))
    }

    /// The unknown members with every digit, where `Encodable` wrote them; those of the normalised form a decoder gives
    /// with their numbers rounded to `Double`.
    package func extraJson() throws -> String? {
        if let whole: String = try self("extra_json") { return whole }
        guard let parsed: [String: JSONValue] = try self("extra"), !parsed.isEmpty else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(parsed), as: UTF8.self)
    }
}

/// Writes the members that are there.
package struct MembersWriter {
    private var members: KeyedEncodingContainer<Name>

    package init(_ encoder: any Encoder) {
        members = encoder.container(keyedBy: Name.self)
    }

    package mutating func write(_ name: String, _ value: (some Encodable)?) throws {
        try members.encodeIfPresent(value, forKey: Name(name))
    }
}
