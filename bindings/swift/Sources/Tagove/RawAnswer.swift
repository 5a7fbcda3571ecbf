import Foundation
import TagoveBindings

/// A whole answer to `TagoveClient.request`. Printing it shows neither the body nor the headers.
public struct RawAnswer: Sendable {
    /// The HTTP status, below 300: others are errors.
    public let status: Int
    /// The headers, names in lower case, in the order in which they came; one that came twice is there twice.
    public let headers: [(name: String, value: String)]
    /// The body, decompressed.
    public let body: Data
    /// How many requests were made for it.
    public let attempts: Int

    /// The first header of this name, in any case; none if there is none.
    public func header(_ name: String) -> String? {
        headers.first { $0.name == name.lowercased() }?.value
    }

    init(_ raw: TagoveBindings.RawAnswer) {
        status = Int(raw.status())
        headers = raw.headers().map { ($0.name, $0.value) }
        body = raw.body()
        attempts = Int(raw.attempts())
    }
}

extension RawAnswer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "RawAnswer(status: \(status), bytes: \(body.count), attempts: \(attempts))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["status": status, "attempts": attempts]) }
}
