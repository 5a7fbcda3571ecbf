import TagoveBindings
import TagoveValues

/// What the core has for each list.
protocol Pager<Record>: Sendable {
    associatedtype Record: TagoveRecord
    func next(_ cancel: CancelToken) async throws -> Page<Record>?
    func taking(_ records: Int64) -> any Pager<Record>
    func stopAhead()
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

/// A loop over a list: when it is left, in whatever way, the pages that were asked for ahead are given up.
final class Loop: Sendable {
    private let pager: any Pager

    init(_ pager: any Pager) {
        self.pager = pager
    }

    deinit { pager.stopAhead() }
}
