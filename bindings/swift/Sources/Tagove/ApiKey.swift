/// A key, and for how long it is good: what `credentials` of a `TagoveClient` gives. Printing it does not show the key.
public struct ApiKey: Sendable {
    let key: String
    /// After this time the client asks for another one; none: when the server refuses it.
    public let expiresIn: Duration?

    /// Takes a key; it is looked at when it is used.
    ///
    /// - Parameters:
    ///   - key: The key of the account.
    ///   - expiresIn: For how long it is good, from zero; none: until the server refuses it.
    public init(_ key: String, expiresIn: Duration? = nil) {
        self.key = key
        self.expiresIn = expiresIn
    }
}

extension ApiKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "ApiKey(expiresIn: \(expiresIn.map(\.description) ?? "nil"))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["expiresIn": expiresIn as Any]) }
}
