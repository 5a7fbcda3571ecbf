import TagoveBindings

/// The core's failures, as UniFFI has them, become `TagoveError`.
extension TagoveError {
    init(_ failure: Failure) {
        switch failure {
        case .Failed(let kind, let status, let code, let reason, let requestId, let wait, let attempts, let at):
            self.init(
                kind,
                Details(
                    status: status.map(Int.init), code: code, reason: reason, requestId: requestId,
                    retryAfter: wait.map { .seconds($0) }, attempts: Int(attempts), at: at))
        }
    }
}

func rethrowing<Value>(_ call: () throws -> Value) throws -> Value {
    do {
        return try call()
    } catch let failure as Failure {
        throw TagoveError(failure)
    }
}
