import Foundation

/// The records of the page in use that nobody took yet. Shared by the iterators of one list, so behind a lock.
final class Unread<Record: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var records: ArraySlice<Record> = []

    func take() -> Record? {
        lock.withLock { records.popFirst() }
    }

    func put(_ page: [Record]) {
        lock.withLock { records = records.isEmpty ? page[...] : records + page }
    }
}
