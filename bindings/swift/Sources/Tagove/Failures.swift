import TagoveBindings

/// The core's failures, as UniFFI has them, become `TagoveError`.
extension TagoveError {
    init(_ failure: Failure) {
        switch failure {
        case .Failed(let kind, let status, let code, let reason, let requestId, let wait, let attempts, let at, _):
            self.init(
                kind,
                Details(
                    status: status.map(Int.init), code: code, reason: reason, requestId: requestId,
                    retryAfter: wait.map { .seconds(min($0, longestWait)) }, attempts: Int(attempts), at: at))
        }
    }
}

/// A server may ask for more seconds than `Duration.components` can tell, which would end the program.
private let longestWait = 1e18

func rethrowing<Value>(_ call: () throws -> Value) throws -> Value {
    do {
        return try call()
    } catch let failure as Failure {
        throw TagoveError(failure)
    }
}
