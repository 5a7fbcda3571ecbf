import Foundation
import TagoveBindings

/// Provides the app's keys to the library, which cancels the provider when it gives the request up.
final class Provider: KeyProvider {
    private let credentials: @Sendable () async throws -> ApiKey
    private let thrown: Thrown

    init(_ credentials: @escaping @Sendable () async throws -> ApiKey, _ thrown: Thrown) {
        self.credentials = credentials
        self.thrown = thrown
    }

    func provide() async throws -> ProvidedKey {
        do {
            let given = try await Asking.key(thrown, credentials)
            return try rethrowing { try ProvidedKey(key: given.key, expiresInSeconds: given.expiresIn?.inSeconds) }
        } catch {
            throw NoKey.Thrown(number: thrown.keep(error))
        }
    }
}

/// What the provider threw, until the call that it ends asks for it by its number: an error of Swift's cannot cross.
final class Thrown: @unchecked Sendable {
    private let lock = NSLock()
    private var errors: [Int64: any Error] = [:]
    private var last: Int64 = 0
    /// A call that was given up meanwhile never asks, so old ones have to go.
    private static let most: Int64 = 256

    func keep(_ error: any Error) -> Int64 {
        lock.withLock {
            last += 1
            errors[last] = error
            errors[last - Self.most] = nil
            return last
        }
    }

    func take(_ number: Int64) -> (any Error)? {
        lock.withLock { errors.removeValue(forKey: number) }
    }
}

/// Tells the app's hooks what the library tells.
final class Listener: HookListener {
    private let onRequest: (@Sendable (RequestEvent) -> Void)?
    private let onResponse: (@Sendable (ResponseEvent) -> Void)?
    private let onRetry: (@Sendable (RetryEvent) -> Void)?
    private let onPage: (@Sendable (PageEvent) -> Void)?

    init(
        _ onRequest: (@Sendable (RequestEvent) -> Void)?, _ onResponse: (@Sendable (ResponseEvent) -> Void)?,
        _ onRetry: (@Sendable (RetryEvent) -> Void)?, _ onPage: (@Sendable (PageEvent) -> Void)?
    ) {
        self.onRequest = onRequest
        self.onResponse = onResponse
        self.onRetry = onRetry
        self.onPage = onPage
    }

    /// How it crosses; none if nobody listens. What nobody hears does not cross.
    var hooks: Hooks? {
        guard onRequest != nil || onResponse != nil || onRetry != nil || onPage != nil else { return nil }
        return Hooks(
            listener: self, onRequest: onRequest != nil, onResponse: onResponse != nil, onRetry: onRetry != nil,
            onPage: onPage != nil)
    }

    func hear(told: Told) {
        switch told {
        case .asking(let request):
            onRequest?(RequestEvent(request))
        case .answered(let request, let status, let bytes, let elapsed):
            onResponse?(
                ResponseEvent(
                    request: RequestEvent(request), status: Int(status), bytes: Int(bytes), elapsed: .seconds(elapsed)))
        case .retrying(let request, let status, let kind, let wait):
            onRetry?(
                RetryEvent(
                    request: RequestEvent(request), status: status.map(Int.init),
                    kind: TagoveError.Kind(rawValue: kind) ?? .server, wait: .seconds(wait)))
        case .paged(let operation, let number, let records, let warnings, let elapsed):
            onPage?(
                PageEvent(
                    operation: camel(operation), page: Int(number), records: Int(records), warnings: Int(warnings),
                    elapsed: .seconds(elapsed)))
        }
    }
}
