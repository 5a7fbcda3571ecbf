/// A record that can be printed, logged and dumped without showing people's words: ids, open sets, times and lengths
/// only. What a record shows is generated from the table of models.
public protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Every field by its Swift name, with what may be shown of it.
    var shown: KeyValuePairs<String, Shown> { get }
}

extension Redacted {
    public var description: String {
        let present = shown.filter { $0.value.text != nil }
        return "\(Self.self)(" + present.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + ")"
    }
    public var debugDescription: String { description }
    public var customMirror: Mirror {
        Mirror(self, children: shown.map { (label: $0.key, value: $0.value) }, displayStyle: .struct)
    }
}

/// What may be shown of a field.
public struct Shown: CustomStringConvertible, CustomReflectable, Sendable {
    let text: String?

    /// The value itself: an id, an open set, a time, a number of seconds.
    public static func open(_ value: (some CustomStringConvertible)?) -> Shown {
        Shown(text: value.map { ($0 as? String).map { $0.debugDescription } ?? $0.description })
    }
    /// Words of a person: their length.
    public static func words(_ value: String?) -> Shown {
        Shown(text: value.map { "<\($0.utf8.count) bytes>" })
    }
    /// A number that says where a person is: that there is one.
    public static func number(_ value: Double?) -> Shown {
        Shown(text: value.map { _ in "<number>" })
    }
    /// A list: its length.
    public static func count(_ value: (some Collection)?) -> Shown {
        Shown(text: value.map { "<\($0.count)>" })
    }

    public var description: String { text ?? "nil" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
