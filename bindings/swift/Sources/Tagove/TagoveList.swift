import TagoveBindings
import TagoveValues

/// A list of the API, read once from its beginning to its end: record by record, or as `pages`.
///
///     let chats = client.listChats(startDate: "2016-08-01")
///     for try await chat in chats { … }
///     print(chats.summary.complete)
///
/// Nothing is sent before the first record is asked for. A second loop goes on where the first was left, so that after
/// an error the same page can be asked again. Leaving a loop gives up the pages that were asked for ahead (the next loop
/// asks for them again), and so does letting go of the list; cancelling the task that waits closes the connection.
public final class TagoveList<Record: TagoveRecord>: AsyncSequence, Sendable {
    public typealias Element = Record

    private let pager: any Pager<Record>
    private let thrown: Thrown
    private let unread = Unread<Record>()

    init(_ pager: any Pager<Record>, _ thrown: Thrown) {
        self.pager = pager
        self.thrown = thrown
    }

    /// A list with the first so many records of this one: the page that has the last of them is cut behind it, no
    /// further one is asked for, and its `summary` says `taken`, not `complete`. One with fewer ends as it would have.
    ///
    ///     let ten = client.listChats().take(10)
    ///     for try await chat in ten { print(chat.id ?? "?") }
    ///     print(ten.summary.ended ?? "")  // taken
    ///
    /// With 0 nothing is asked for; of several, the smallest counts. Not the same as `prefix(_:)`, Swift's own, which
    /// only stops reading: `summary` then counts whole pages and never says how the list ended, and with `prefetch` the
    /// page behind the last one has been asked for.
    ///
    /// - Parameter records: How many at most, from 0.
    /// - Returns: A list of its own, from the beginning, with its own summary; this one stays as it is. A negative number,
    ///   and taking from a list whose first page is there already, show when the first record is asked for, as
    ///   `TagoveError.invalidRequest`.
    public func take(_ records: Int) -> TagoveList { TagoveList(pager.taking(Int64(records)), thrown) }

    /// The same list, page by page. What a loop over records left of its page stays with the records.
    public var pages: Pages { Pages(list: self) }
    /// What is known of the list so far; its counts are of whole pages.
    public var summary: Summary { pager.summary() }
    /// What was noticed about the list as a whole, once it has ended.
    public var warnings: [Warning] { pager.warnings() }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(list: self, loop: Loop(pager)) }

    public struct AsyncIterator: AsyncIteratorProtocol, Sendable {
        let list: TagoveList
        let loop: Loop

        public mutating func next() async throws -> Record? {
            while true {
                if let record = list.unread.take() { return record }
                guard let page = try await list.nextPage() else { return nil }
                list.unread.put(page.records)
            }
        }
    }

    /// The next page; none after the end. The last one may be empty.
    public func nextPage() async throws -> Page<Record>? {
        let pager = pager
        return try await cancellable(thrown) { try await pager.next($0) }
    }

    /// The pages of a list.
    public struct Pages: AsyncSequence, Sendable {
        let list: TagoveList

        public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(list: list, loop: Loop(list.pager)) }

        public struct AsyncIterator: AsyncIteratorProtocol, Sendable {
            let list: TagoveList
            let loop: Loop
            public mutating func next() async throws -> Page<Record>? { try await list.nextPage() }
        }
    }
}

extension TagoveList: CustomStringConvertible, CustomReflectable {
    public var description: String { "TagoveList<\(Record.self)>" }
    public nonisolated var customMirror: Mirror { Mirror(self, children: []) }
}
