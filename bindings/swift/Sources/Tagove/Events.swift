import TagoveBindings

/// An attempt is about to be made.
public struct RequestEvent: Sendable, Hashable {
    /// `listChats`, `getChat`, …, or `request`.
    public let operation: String
    /// The URL, query included; never the key.
    public let url: String
    /// The `X-Request-Id` that is sent; the same for all attempts of a request.
    public let requestId: String
    /// From 1.
    public let attempt: Int
}

/// A whole answer came, whatever its status.
public struct ResponseEvent: Sendable, Hashable {
    /// What was asked.
    public let request: RequestEvent
    /// The HTTP status.
    public let status: Int
    /// The body's size in bytes, decompressed.
    public let bytes: Int
    /// What this attempt took.
    public let elapsed: Duration
}

/// An attempt failed, and another one will be made.
public struct RetryEvent: Sendable, Hashable {
    /// What was asked.
    public let request: RequestEvent
    /// The HTTP status, if there was an answer.
    public let status: Int?
    /// The kind of the failure.
    public let kind: TagoveError.Kind
    /// How long until the next attempt.
    public let wait: Duration
}

/// A page, or a single answer, was read.
public struct PageEvent: Sendable, Hashable {
    /// `listChats`, `getChat`, ….
    public let operation: String
    /// Its number, from 1; 1 for single answers.
    public let page: Int
    /// How many records it has, those delivered before included.
    public let records: Int
    /// How many warnings it has.
    public let warnings: Int
    /// From the first attempt to the last byte.
    public let elapsed: Duration
}

extension RequestEvent {
    init(_ facts: RequestFacts) {
        self.init(
            operation: camel(facts.operation), url: facts.url, requestId: facts.requestId, attempt: Int(facts.attempt))
    }
}

/// `list_chats`, the library's name, as it is called here.
func camel(_ operation: String) -> String {
    let words = operation.split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
}
