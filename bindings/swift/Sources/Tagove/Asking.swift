import Foundation
import TagoveBindings

/// Goes with the task of a provider, and with those that it starts, while a client waits for its key.
final class Asking: @unchecked Sendable {
    @TaskLocal private static var current: Asking?

    private let of: Thrown
    private let lock = NSLock()
    private var waiting = true

    private init(_ of: Thrown) {
        self.of = of
    }

    /// Asks the provider. What it leaves running behind its answer may ask through any client again.
    static func key(_ of: Thrown, _ credentials: @Sendable () async throws -> ApiKey) async throws -> ApiKey {
        let asking = Asking(of)
        defer { asking.lock.withLock { asking.waiting = false } }
        return try await $current.withValue(asking) { try await credentials() }
    }

    /// Refuses a call that the provider of its key makes: each would wait for the other until the time is up.
    static func refuseWithin(_ thrown: Thrown) throws {
        guard let asking = current, asking.of === thrown, asking.lock.withLock({ asking.waiting }) else { return }
        throw TagoveError.configuration(
            TagoveError.Details(
                status: nil, code: nil,
                reason: "credentials asks through its own client, which waits for it; ask through another client",
                requestId: nil, retryAfter: nil, attempts: 0, at: nil))
    }
}
