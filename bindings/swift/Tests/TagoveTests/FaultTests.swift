import Testing

@testable import Tagove

/// What a panic of the library would be: an error of UniFFI's own, with the panic's words in it.
@Suite struct FaultTests {
    struct Panic: Error { let words = "somebody's words" }

    @Test func fault_inACall_isDecodeWithoutItsWords() async throws {
        let atOnce = try await failure { try rethrowing { throw Panic() } }
        let later = try await failure { try await cancellable(Thrown()) { _ in throw Panic() } }
        for error in [atOnce, later] {
            #expect(error.kind == .decode && error.attempts == 0 && error.cause == nil)
            #expect(error.reason == "a fault of this library, please report it")
            #expect(!"\(error)".contains("words"))
        }
    }

    @Test func fault_afterTheTaskWasCancelled_isTheCancellation() async throws {
        let task = Task {
            try await cancellable(Thrown()) { _ in
                withUnsafeCurrentTask { $0?.cancel() }
                throw Panic()
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
