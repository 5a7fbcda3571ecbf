import Foundation

/// What callbacks told, from whatever thread.
final class CallbackLog<Entry: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var told: [Entry] = []

    var entries: [Entry] { lock.withLock { told } }

    /// Gives how many there are now.
    @discardableResult
    func add(_ entry: Entry) -> Int {
        lock.withLock {
            told.append(entry)
            return told.count
        }
    }
}
