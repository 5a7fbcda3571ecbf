/// What may come along with a chat (`with` on the wire). Another word is refused when the list is asked for, with the
/// near match named.
public struct Include: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The messages of each chat.
    public static let messages = Include(rawValue: "messages")
    /// The account of each chat.
    public static let account = Include(rawValue: "account")
}

/// How the key is sent.
public enum Auth: String, Sendable, CaseIterable {
    /// `authorization: Bearer KEY`, as the vendor's sample request does.
    case bearer
    /// HTTP Basic, the key as user name and no password, as the vendor's text says.
    case basic
}

/// What happens when the server says that there were too many requests (429).
public enum OnRateLimit: String, Sendable, CaseIterable {
    /// It is asked again as after any failure that may pass, within `maxRetries` and `timeout`.
    case wait
    /// `TagoveError.rateLimited` comes at once; its `retryAfter` says how long the server asked to wait.
    case raise
}

/// The form in which answers are asked for. An answer is read as what it is, whatever was asked for.
public enum Accept: String, Sendable, CaseIterable {
    /// `application/json`.
    case json
    /// `application/xml`. The vendor shows no XML: how it is read is this client's assumption.
    case xml
}
