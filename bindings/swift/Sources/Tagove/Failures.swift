import TagoveBindings

/// The core's failures, as UniFFI has them, become `TagoveError`.
extension TagoveError {
    init(_ failure: Failure, _ thrown: Thrown? = nil) {
        switch failure {
        case .Failed(
            let kind, let status, let code, let reason, let requestId, let wait, let attempts, let at, let number):
            self.init(
                kind,
                Details(
                    status: status.map(Int.init), code: code, reason: reason, requestId: requestId,
                    retryAfter: wait.map { .seconds(min($0, longestWait)) }, attempts: Int(attempts), at: at,
                    cause: number.flatMap { thrown?.take($0) }))
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
    } catch {
        throw TagoveError.fault
    }
}

extension TagoveError {
    /// What a fault of this library becomes that UniFFI gives an error of its own: its words may be somebody's.
    static let fault = TagoveError.decode(
        Details(
            status: nil, code: nil, reason: "a fault of this library, please report it", requestId: nil,
            retryAfter: nil, attempts: 0, at: nil))
}
