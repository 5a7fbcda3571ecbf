import Foundation
import Tagove
import Testing

/// One case of the corpus: calls its operation and gives the answer in the form of `expected.json`.
struct CorpusCase {
    let description: JSONValue
    let base: String

    static let operations: Set = [
        "list_chats", "get_chat", "list_messages", "get_recording", "list_visitor_sessions", "get_visitor_sessions",
    ]
    /// For servers alone, which hold the account's secrets: not in a package that apps are made with.
    static let absent: Set<String> = ["parse_webhook", "user_hash", "verify_webhook_signature"]

    static let options: Set = [
        "auth", "accept", "strict", "time_zone", "max_body_bytes", "max_rows", "max_depth", "timeout",
        "attempt_timeout", "connect_timeout", "max_retries", "on_rate_limit", "requests_per_second",
    ]

    func run() async throws -> JSONValue {
        let client: TagoveClient
        do {
            client = try self.client(prefetch: 0)
        } catch let refused as TagoveError {
            return Self.failed(refused)
        }
        switch try #require(description["operation"].text) {
        case "list_chats":
            let include = arguments["include"].texts.map(Include.init(rawValue:))
            return try await list { client in
                client.listChats(
                    startDate: arguments["start_date"].text, endDate: arguments["end_date"].text,
                    page: arguments["page"].whole, limit: arguments["limit"].whole, include: include)
            }
        case "list_visitor_sessions":
            return try await list { client in
                client.listVisitorSessions(
                    startDate: arguments["start_date"].text, endDate: arguments["end_date"].text,
                    page: arguments["page"].whole, limit: arguments["limit"].whole)
            }
        case "get_chat": return try await single { try await client.getChat(id("chat_id")) }
        case "list_messages": return try await single { try await client.listMessages(id("chat_id")) }
        case "get_recording": return try await single { try await client.getRecording(id("chat_id")) }
        case "get_visitor_sessions":
            return try await answered {
                try await client.getVisitorSessions(id("visitor_id"))
            } records: {
                $0
            }
        case let other: throw LocalServer.Missing(what: "an operation called \(other)")
        }
    }

    private var arguments: JSONValue { description["arguments"] }

    private func id(_ name: String) throws -> String { try #require(arguments[name].text) }

    private func client(prefetch: Int) throws -> TagoveClient {
        let options = description["options"]
        for option in options.members.keys where !Self.options.contains(option) {
            throw LocalServer.Missing(what: "an option called \(option)")
        }
        return try TagoveClient(
            apiKey: "corpus-key", baseUrl: base,
            auth: try options["auth"].text.map { try #require(Auth(rawValue: $0)) } ?? .bearer,
            timeout: options["timeout"].time, prefetch: prefetch,
            accept: try options["accept"].text.map { try #require(Accept(rawValue: $0)) } ?? .json,
            strict: options["strict"].flag ?? false, timeZone: options["time_zone"].text,
            maxBodyBytes: options["max_body_bytes"].whole, maxRows: options["max_rows"].whole,
            maxDepth: options["max_depth"].whole, attemptTimeout: options["attempt_timeout"].time,
            connectTimeout: options["connect_timeout"].time, maxRetries: options["max_retries"].whole ?? 0,
            onRateLimit: try options["on_rate_limit"].text.map { try #require(OnRateLimit(rawValue: $0)) } ?? .wait,
            requestsPerSecond: options["requests_per_second"].decimal)
    }

    private func taken<Record>(_ list: TagoveList<Record>) -> TagoveList<Record> {
        arguments["take"].whole.map(list.take) ?? list
    }

    /// The list page by page, then again record by record with pages asked ahead: both must tell the same.
    private func list<Record>(_ read: (TagoveClient) -> TagoveList<Record>) async throws -> JSONValue {
        let paged = taken(read(try client(prefetch: 0)))
        var (records, extra, warnings): ([JSONValue], [JSONValue], [JSONValue]) = ([], [], [])
        var error = JSONValue.null
        do {
            for try await page in paged.pages {
                records += try page.records.map(JSONValue.normalised)
                extra.append(.object(page.extra))
                warnings += page.warnings.map(\.json)
            }
        } catch let failure as TagoveError {
            error = failure.json
        }
        warnings += paged.warnings.map(\.json)

        let streamed = taken(read(try client(prefetch: 3)))
        var (again, stopped): ([JSONValue], JSONValue) = ([], .null)
        do {
            for try await record in streamed { again.append(try .normalised(record)) }
        } catch let failure as TagoveError {
            stopped = failure.json
        }
        #expect(again == records)
        #expect(stopped == error)
        #expect(streamed.summary == paged.summary)
        return .object([
            "records": .array(records), "extra": .array(extra), "warnings": .array(warnings),
            "summary": paged.summary.json, "error": error,
        ])
    }

    private func single<Record: TagoveRecord>(_ call: () async throws -> Answer<Record>) async throws -> JSONValue {
        try await answered(call) { [$0] }
    }

    private func answered<Value, Record: TagoveRecord>(
        _ call: () async throws -> Answer<Value>, records: (Value) -> [Record]
    ) async throws -> JSONValue {
        do {
            let answer = try await call()
            return .object([
                "records": .array(try records(answer.value).map(JSONValue.normalised)),
                "extra": .array([.object(answer.page.extra)]),
                "warnings": .array(answer.page.warnings.map(\.json)), "summary": .null, "error": .null,
            ])
        } catch let failure as TagoveError {
            return Self.failed(failure)
        }
    }

    private static func failed(_ failure: TagoveError) -> JSONValue {
        .object([
            "records": .array([]), "extra": .array([]), "warnings": .array([]), "summary": .null, "error": failure.json,
        ])
    }
}
