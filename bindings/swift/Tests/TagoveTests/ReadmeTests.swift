import Foundation
import Testing

/// What the README shows is what was compiled with these tests.
@Suite struct ReadmeTests {
    @Test func programOfTheReadme_isTheCompiledOne() throws {
        let package = LocalServer.checkout.appendingPathComponent("bindings/swift")
        let text = { try String(contentsOf: package.appendingPathComponent($0), encoding: .utf8) }
        let parts = try text("README.md").components(separatedBy: "```swift\n")
        try #require(parts.count == 2)
        let (shown, compiled) = (parts[1].components(separatedBy: "```\n")[0], try text("Tests/Readme/main.swift"))
        #expect(shown == compiled)
    }
}
