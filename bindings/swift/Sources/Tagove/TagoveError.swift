import Foundation
import TagoveBindings

/// What went wrong: one case a kind, the same kinds in every language. It never holds the key, a proxy's password or people's words.
///
///     do { … } catch TagoveError.notFound { … } catch let error as TagoveError { print(error.reason) }
@dynamicMemberLookup
public enum TagoveError: Error, Sendable, Hashable {
    /// An option of the client is wrong, or the client is closed.
    case configuration(Details)
    /// The request makes no sense: refused before it was sent, or by the server with another 4xx.
    case invalidRequest(Details)
    /// The key is missing, wrong or expired (401).
    case authentication(Details)
    /// The key may not do this (403).
    case permissionDenied(Details)
    /// There is no such record (404, 410).
    case notFound(Details)
    /// Too many requests (429).
    case rateLimited(Details)
    /// The server failed (5xx), or said so under another status.
    case server(Details)
    /// The server could not be reached, or the connection broke.
    case connection(Details)
    /// The time allowed was not enough (also 408).
    case timeout(Details)
    /// The answer cannot be read as what was asked for.
    case decode(Details)
    /// The core gave up on it. Cancelling a `Task` throws Swift's own `CancellationError` instead.
    case cancelled(Details)

    /// The kinds by the name that they have in every language.
    public enum Kind: String, Sendable, CaseIterable {
        /// As the case of this name.
        case configuration = "Configuration"
        /// As the case of this name.
        case invalidRequest = "InvalidRequest"
        /// As the case of this name.
        case authentication = "Authentication"
        /// As the case of this name.
        case permissionDenied = "PermissionDenied"
        /// As the case of this name.
        case notFound = "NotFound"
        /// As the case of this name.
        case rateLimited = "RateLimited"
        /// As the case of this name.
        case server = "Server"
        /// As the case of this name.
        case connection = "Connection"
        /// As the case of this name.
        case timeout = "Timeout"
        /// As the case of this name.
        case decode = "Decode"
        /// As the case of this name.
        case cancelled = "Cancelled"
    }

    /// What is known of it; every member is a member of the error itself too.
    public struct Details: Sendable, Hashable {
        /// The HTTP status, if there was an answer.
        public let status: Int?
        /// The server's own code, for example `ERROR_RECORD_NOT_FOUND`.
        public let code: String?
        /// One line for people: what happened, where, what to do next.
        public let reason: String
        /// The answer's `X-Request-Id`, which the vendor's support can look up.
        public let requestId: String?
        /// How long the server asked to wait, in the answer to the last attempt.
        public let retryAfter: Duration?
        /// How many requests were made for it, more than 1 after retries; 0 if it was refused before the first.
        public let attempts: Int
        /// The place in the answer that could not be read: a JSON pointer, or `byte N`.
        public let at: String?
        /// What the provider of `credentials` threw.
        var cause: (any Error)? = nil
    }

    /// What the provider of `credentials` threw, for `authentication`. Its words are the app's: neither printing this
    /// error nor comparing it looks at them.
    public var cause: (any Error)? { details.cause }

    /// `error.status`, `error.reason` and so on, whatever the kind.
    public subscript<Value>(dynamicMember member: KeyPath<Details, Value>) -> Value { details[keyPath: member] }

    /// The kind, for a `switch` over kinds alone, or to tell of it.
    public var kind: Kind { parts.0 }
    /// What is known of it, whatever the kind.
    public var details: Details { parts.1 }

    private var parts: (Kind, Details) {
        switch self {
        case .configuration(let details): (.configuration, details)
        case .invalidRequest(let details): (.invalidRequest, details)
        case .authentication(let details): (.authentication, details)
        case .permissionDenied(let details): (.permissionDenied, details)
        case .notFound(let details): (.notFound, details)
        case .rateLimited(let details): (.rateLimited, details)
        case .server(let details): (.server, details)
        case .connection(let details): (.connection, details)
        case .timeout(let details): (.timeout, details)
        case .decode(let details): (.decode, details)
        case .cancelled(let details): (.cancelled, details)
        }
    }

    init(_ kind: ErrorKind, _ details: Details) {
        switch kind {
        case .configuration: self = .configuration(details)
        case .invalidRequest: self = .invalidRequest(details)
        case .authentication: self = .authentication(details)
        case .permissionDenied: self = .permissionDenied(details)
        case .notFound: self = .notFound(details)
        case .rateLimited: self = .rateLimited(details)
        case .server: self = .server(details)
        case .connection: self = .connection(details)
        case .timeout: self = .timeout(details)
        case .decode: self = .decode(details)
        case .cancelled: self = .cancelled(details)
        }
    }
}

extension TagoveError: LocalizedError, CustomNSError, CustomStringConvertible, CustomDebugStringConvertible {
    public var errorDescription: String? { details.reason }
    /// For `NSError`: the reason, and the cause as the underlying error.
    public var errorUserInfo: [String: Any] {
        var told: [String: Any] = [NSLocalizedDescriptionKey: details.reason]
        told[NSUnderlyingErrorKey] = details.cause
        return told
    }
    public var description: String { "\(kind.rawValue): \(details.reason)" }
    public var debugDescription: String { "TagoveError(\(description))" }
}
