import Foundation
import TagoveBindings

/// A client of the Tagove live-chat history API. Share one: it holds the connections. Printing it shows neither the key
/// nor the proxy.
///
/// A request that failed in a way that may pass is made again: after 408, 425, 429 and 5xx, a connection that could not
/// be made or broke, an attempt that was too slow, a body that was not whole. The wait before it is drawn from 0 to 0.5,
/// 1, 2, 4, 8 seconds and never shorter than the server's `Retry-After`; one that does not fit into `timeout` is not
/// begun, and the error comes at once. A server that fails for everybody is asked less often than `maxRetries` allows.
///
/// Cancelling a task closes the connection that it waits on, and ends a wait between two attempts.
public final class TagoveClient: Sendable {
    let core: Client
    let thrown: Thrown

    /// Makes a client; no request is made.
    ///
    ///     let client = try TagoveClient(timeout: .seconds(20), timeZone: "Europe/Berlin", maxBodyBytes: 8 << 20)
    ///
    /// - Parameters:
    ///   - apiKey: The key of the account; `TAGOVE_API_KEY` of the environment if none is given.
    ///   - baseUrl: Where the API is; else `TAGOVE_BASE_URL`, else the vendor's. HTTPS only, except on this machine.
    ///   - auth: How the key is sent.
    ///   - timeout: The whole time that one request may take (one page, not the whole list), above zero: all attempts, the
    ///     waits between them, and the body to its last byte; 60 seconds. What takes longer is `TagoveError.timeout`.
    ///   - prefetch: How many pages are asked for ahead of the one in use, 0 to 64; 1.
    ///   - accept: The form in which answers are asked for; JSON. An answer is read as what it is.
    ///   - strict: Whether what would be a warning of a page is `TagoveError.decode` instead, with the place in its
    ///     `at`; not. What is noticed of a list as a whole (`repeated_page`, `fewer_than_announced`) stays a warning.
    ///   - timeZone: The zone that the account's times are in, by its IANA name in any case: `Europe/Berlin`; of a
    ///     Foundation `TimeZone` its `identifier`. Times then have an offset. One that the zone skips or repeats stays
    ///     without, with a warning; one that was sent with an offset keeps it. None: times stay civil.
    ///   - maxBodyBytes: The largest answer that is taken, in bytes after decompression, 1 to 268 435 456 (256 MiB);
    ///     67 108 864 (64 MiB). A larger one is `TagoveError.decode`.
    ///   - maxRows: How many records of all kinds one answer may hold, 1 to 10 000 000, and how many warnings; 500 000.
    ///     One with more is `TagoveError.decode`.
    ///   - maxDepth: How deep objects and lists (in XML: elements) of an answer may be nested, 1 to 512; 128. A deeper
    ///     one is `TagoveError.decode`.
    ///   - attemptTimeout: The time that one attempt may take, above zero; 30 seconds. A slower one is made again, and
    ///     the last one is `TagoveError.timeout`.
    ///   - connectTimeout: The time that making a connection may take, above zero; 10 seconds. A slower one is made
    ///     again, and the last one is `TagoveError.connection`.
    ///   - maxRetries: How often a request that failed in a way that may pass is made again within `timeout`, 0 to
    ///     4 294 967 295; 2. An error's `attempts` has the first one too.
    ///   - onRateLimit: What happens at a 429; it is asked again. The error is `TagoveError.rateLimited`.
    ///   - requestsPerSecond: At most so many requests a second, evenly spaced over all that this client does, above 0
    ///     and finite; no limit. A request whose turn would come after `timeout` is `TagoveError.timeout` at once.
    ///   - proxy: The URL of a proxy for all requests, with user name and password if it wants them:
    ///     `http://user:password@proxy:3128`; else that of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`,
    ///     `NO_PROXY`), which is not taken for this machine itself. It is never shown.
    ///   - caFile: The path (of a `URL` its `path`) of a file of PEM certificates that are trusted besides the system's;
    ///     none.
    ///   - clientCertificate: The path of a file with a certificate and its private key, both in PEM, that is shown to
    ///     the server; none.
    ///   - record: The path of a folder, empty or not there yet, into which requests and answers are written: without
    ///     the key, but with people's words unless `redact` is on. The first call is in the folder itself, later ones are in
    ///     folders inside, `2`, `3`, …; a list is one call. None.
    ///   - replay: The path of a folder that was recorded: answers come from there, no connection is made, and no key is
    ///     needed. Each call plays one recorded call, in any order. A request that was not recorded is
    ///     `TagoveError.configuration`. None.
    ///   - redact: Whether people's words and addresses are made unreadable in what is recorded; ids and
    ///     parameters that could be somebody's words are then refused; not.
    ///   - credentials: Provides keys in place of `apiKey`, so that no app that is handed out need hold one: it asks your
    ///     backend. Asked before an attempt when there is no key yet or the last one expired, and once when the server
    ///     answered 401; calls that wait at the same time get the same key. Its task is cancelled with the call. What it
    ///     throws is the `cause` of that call's `TagoveError.authentication`. It must not ask through its own client, which
    ///     waits for it and refuses the call as `TagoveError.configuration`.
    ///   - onRequest: Is told before every attempt. As the other hooks: on a thread of this library, in order, and before
    ///     the call goes on, so it should be quick.
    ///   - onResponse: Is told of every whole answer, whatever its status.
    ///   - onRetry: Is told of every attempt that failed and is made again.
    ///   - onPage: Is told of every page, and every single answer, that was read.
    /// - Throws: `TagoveError.configuration` if an option is missing, out of its range or makes no sense, or a file
    ///   cannot be used; neither the key nor the proxy is repeated.
    public init(
        apiKey: String? = nil, baseUrl: String? = nil, auth: Auth = .bearer, timeout: Duration? = nil,
        prefetch: Int? = nil, accept: Accept = .json, strict: Bool = false, timeZone: String? = nil,
        maxBodyBytes: Int? = nil, maxRows: Int? = nil, maxDepth: Int? = nil, attemptTimeout: Duration? = nil,
        connectTimeout: Duration? = nil, maxRetries: Int? = nil, onRateLimit: OnRateLimit = .wait,
        requestsPerSecond: Double? = nil, proxy: String? = nil, caFile: String? = nil,
        clientCertificate: String? = nil, record: String? = nil, replay: String? = nil, redact: Bool = false,
        credentials: (@Sendable () async throws -> ApiKey)? = nil,
        onRequest: (@Sendable (RequestEvent) -> Void)? = nil, onResponse: (@Sendable (ResponseEvent) -> Void)? = nil,
        onRetry: (@Sendable (RetryEvent) -> Void)? = nil, onPage: (@Sendable (PageEvent) -> Void)? = nil
    ) throws {
        let options = Options(
            auth: auth.rawValue, timeoutSeconds: timeout?.inSeconds, attemptTimeoutSeconds: attemptTimeout?.inSeconds,
            connectTimeoutSeconds: connectTimeout?.inSeconds, maxRetries: maxRetries.map(Int64.init),
            onRateLimit: onRateLimit.rawValue, requestsPerSecond: requestsPerSecond, caFile: caFile,
            clientCertificate: clientCertificate, record: record, replay: replay, redact: redact,
            prefetch: prefetch.map(Int64.init),
            accept: accept.rawValue, strict: strict, timeZone: timeZone, maxBodyBytes: maxBodyBytes.map(Int64.init),
            maxRows: maxRows.map(Int64.init), maxDepth: maxDepth.map(Int64.init))
        let thrown = Thrown()
        self.thrown = thrown
        core = try rethrowing {
            try Client(
                apiKey: apiKey, baseUrl: baseUrl, proxy: proxy, options: options,
                credentials: credentials.map { Provider($0, thrown) },
                hooks: Listener(onRequest, onResponse, onRetry, onPage).hooks)
        }
    }

    private init(_ core: Client, _ thrown: Thrown) {
        self.core = core
        self.thrown = thrown
    }

    /// A client with other options that shares all else with this one: connections, key, hooks, rate limit, and its end.
    ///
    ///     let patient = try client.withOptions(timeout: .seconds(600), maxRetries: 8)
    ///
    /// What is left out stays as it is; what each means, and its range, is at `init`.
    ///
    /// - Throws: `TagoveError.configuration` if an option is out of its range or makes no sense, or the client is closed.
    public func withOptions(
        timeout: Duration? = nil, attemptTimeout: Duration? = nil, maxRetries: Int? = nil,
        onRateLimit: OnRateLimit? = nil, prefetch: Int? = nil, strict: Bool? = nil, timeZone: String? = nil,
        maxBodyBytes: Int? = nil, maxRows: Int? = nil, maxDepth: Int? = nil
    ) throws -> TagoveClient {
        let changes = Changes(
            timeoutSeconds: timeout?.inSeconds, attemptTimeoutSeconds: attemptTimeout?.inSeconds,
            maxRetries: maxRetries.map(Int64.init), onRateLimit: onRateLimit?.rawValue,
            prefetch: prefetch.map(Int64.init), strict: strict, timeZone: timeZone,
            maxBodyBytes: maxBodyBytes.map(Int64.init), maxRows: maxRows.map(Int64.init),
            maxDepth: maxDepth.map(Int64.init))
        return TagoveClient(try rethrowing { try core.withOptions(changes: changes) }, thrown)
    }

    /// Ends its calls and lists, which fail as `TagoveError.cancelled`, and lets the connections go, those of all clients
    /// made by `withOptions` too. Later calls are `TagoveError.configuration`; records stay as they are. Again, it does
    /// nothing. Not closed, a client ends when nothing holds it: a hook that captures its client does, until this.
    public func close() { core.end() }
}

extension TagoveClient: CustomStringConvertible, CustomReflectable {
    public var description: String { "TagoveClient" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Duration {
    /// As the core takes it.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
