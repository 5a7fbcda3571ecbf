import Foundation

/// A JSON value of a member that no model knows. Numbers are rounded to `Double` (to infinity beyond it); the `extraJson`
/// beside each `extra` keeps every digit.
public enum JSONValue: Sendable, Hashable, Codable {
    /// Nothing, said by name.
    case null
    /// True or false.
    case bool(Bool)
    /// A number, rounded.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Members by their names.
    case object([String: JSONValue])

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let array = try? value.decode([JSONValue].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .number(let number): try value.encode(number)
        case .string(let string): try value.encode(string)
        case .array(let array): try value.encode(array)
        case .object(let object): try value.encode(object)
        }
    }

    /// The members of a JSON object that the core wrote.
    package static func members(of json: String) -> [String: JSONValue] {
        var reader = JSONReader(json)
        return reader.members()
    }
}
