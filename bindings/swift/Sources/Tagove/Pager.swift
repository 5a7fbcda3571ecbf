import TagoveBindings
import TagoveValues

/// What the core has for each list.
protocol Pager<Record>: Sendable {
    associatedtype Record: TagoveRecord
    func next(_ cancel: CancelToken) async throws -> Page<Record>?
    func taking(_ records: Int64) -> any Pager<Record>
    func summary() -> Summary
    func warnings() -> [Warning]
}

extension ChatPages: Pager {
    func taking(_ records: Int64) -> any Pager<Chat> { take(records: records) }
    func next(_ cancel: CancelToken) async throws -> Page<Chat>? {
        try await nextPage(cancel: cancel).map { Page(records: $0.records, info: PageInfo(facts: $0.facts)) }
    }
}

extension VisitorSessionPages: Pager {
    func taking(_ records: Int64) -> any Pager<VisitorSession> { take(records: records) }
    func next(_ cancel: CancelToken) async throws -> Page<VisitorSession>? {
        try await nextPage(cancel: cancel).map { Page(records: $0.records, info: PageInfo(facts: $0.facts)) }
    }
}
