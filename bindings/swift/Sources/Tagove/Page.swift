import Foundation
import TagoveBindings
import TagoveValues

/// One page of a list: its records, and as members of the page itself all that `PageInfo` has.
@dynamicMemberLookup
public struct Page<Record: TagoveRecord>: Sendable {
    /// The records that no earlier page had. They are values: they keep neither the page nor its body in memory.
    public let records: [Record]
    /// What is known of the answer besides its records.
    public let info: PageInfo

    /// The members of `info`: `page.status`, `page.warnings` and so on.
    public subscript<Value>(dynamicMember member: KeyPath<PageInfo, Value>) -> Value { info[keyPath: member] }
}

/// A single answer: the members of its record are members of the answer, and `page` is what else is known of it.
@dynamicMemberLookup
public struct Answer<Value: Sendable>: Sendable {
    /// The record alone.
    public let value: Value
    /// What is known of the answer besides it.
    public let page: PageInfo

    /// The members of the record: `answer.id`, `answer.messages` and so on.
    public subscript<Member>(dynamicMember member: KeyPath<Value, Member>) -> Member { value[keyPath: member] }
}

extension Answer {
    /// The core gives a single answer as a page of one record, and an answer without one as an error.
    init(one records: [Value], facts: PageFacts) throws {
        guard let value = records.first else {
            throw TagoveError.notFound(
                .init(
                    status: Int(facts.status), code: nil, reason: "the answer holds no record",
                    requestId: facts.requestId,
                    retryAfter: nil, attempts: Int(facts.attempts), at: nil))
        }
        self.init(value: value, page: PageInfo(facts: facts))
    }
}

extension Answer where Value: TagoveRecord {
    /// The record's normalised form: dynamic members carry properties, not methods.
    public func toJson() -> String { value.toJson() }
}

/// What is known of an answer besides its records. Holding one keeps the page and its body in memory, commonly half a
/// megabyte.
public struct PageInfo: Sendable {
    let facts: PageFacts

    /// The page's number, from 1; 1 for single answers.
    public var number: Int { Int(facts.number) }
    /// The answer's HTTP status.
    public var status: Int { Int(facts.status) }
    /// The answer's `X-Request-Id`, if it had one.
    public var requestId: String? { facts.requestId }
    /// How many requests were made for it.
    public var attempts: Int { Int(facts.attempts) }
    /// From the first request to the last byte.
    public var elapsed: Duration { .seconds(facts.elapsedSeconds) }
    /// The answer's bytes, as they came.
    public var body: Data { facts.body.bytes() }
    /// What was read with a reservation.
    public var warnings: [Warning] { facts.warnings }
    /// The members around the records that nobody has documented, as one JSON object with every digit.
    public var extraJson: String { facts.extraJson }
    /// The same, parsed: numbers are rounded to `Double`.
    public var extra: [String: JSONValue] { JSONValue.members(of: extraJson) }
}

extension PageInfo: CustomStringConvertible, CustomReflectable {
    public var description: String {
        "PageInfo(number: \(number), status: \(status), requestId: \(requestId ?? "nil"), warnings: \(warnings.count))"
    }
    public var customMirror: Mirror { Mirror(self, children: ["number": number, "status": status]) }
}

extension Page: CustomStringConvertible {
    public var description: String { "Page(\(records.count) × \(Record.self), \(info))" }
}

extension Answer: CustomStringConvertible {
    public var description: String { "Answer(\(value), \(page))" }
}
