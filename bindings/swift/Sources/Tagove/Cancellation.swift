import TagoveBindings

/// Runs one call of the core. UniFFI's own code does not tell Rust that the `Task` was cancelled, so a token does: the
/// core drops the request, which closes its connection, and the task gets Swift's own `CancellationError`.
func cancellable<Value: Sendable>(
    _ thrown: Thrown, _ call: @Sendable (CancelToken) async throws -> Value
) async throws -> Value {
    try Task.checkCancellation()
    try Asking.refuseWithin(thrown)
    let token = CancelToken()
    return try await withTaskCancellationHandler {
        do {
            return try await call(token)
        } catch let failure as Failure {
            try Task.checkCancellation()
            throw TagoveError(failure, thrown)
        } catch {
            try Task.checkCancellation()
            throw TagoveError.fault
        }
    } onCancel: {
        token.cancel()
    }
}
