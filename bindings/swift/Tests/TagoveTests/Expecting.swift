import Foundation
import Tagove
import Testing

/// What the call throws, which has to be the package's own error.
func failure(of call: () async throws -> some Any) async throws -> TagoveError {
    do {
        _ = try await call()
    } catch {
        return try #require(error as? TagoveError, "\(error)")
    }
    throw LocalServer.Missing(what: "an error")
}

/// No text of it holds the key.
func expectNoSecret(_ value: Any, _ at: SourceLocation = #_sourceLocation) {
    var dumped = ""
    dump(value, to: &dumped)
    let told = (value as? any Error)?.localizedDescription ?? ""
    for text in [String(describing: value), String(reflecting: value), dumped, told] {
        #expect(!text.contains(BadInputTests.key) && !text.contains("secret"), sourceLocation: at)
    }
}
