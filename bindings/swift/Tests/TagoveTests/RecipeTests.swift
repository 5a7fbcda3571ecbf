import Foundation
import Testing

/// The `swift` blocks of the README, which scripts/swift-recipes lays into Recipes.swift: what each prints.
@Suite(.timeLimit(.minutes(2))) struct RecipeTests {
    private static let told = [
        "Ten lines": [String](repeating: "", count: 30) + ["taken"],
        "Cancelling from a task": ["no trouble"],
        "Credentials from a backend": ["43074"],
        "Testing with cassettes": ["20", "that was not recorded"],
        "Hooks, other options, and the end": [
            "getChat 1 true", "200 application/json false", "configuration the client is closed; make a new one",
        ],
        "Telling the chat widget who is logged in": ["true false", "<input name=card data-skip-cobrowse>"],
    ]

    @Test(arguments: recipes.indices)
    func recipe_asTheReadmeHasIt_printsWhatItIsFor(index: Int) async throws {
        let (heading, run) = recipes[index]
        let server = try LocalServer("--chats", "100")
        let lines = CallbackLog<String>()
        try await run(server.url) { lines.add($0.map { "\($0)" }.joined(separator: " ")) }
        let expected = try #require(Self.told[heading], "a recipe without a test: \(heading)")
        #expect(lines.entries.count == expected.count, "\(lines.entries)")
        for (line, wanted) in zip(lines.entries, expected) where !wanted.isEmpty { #expect(line.hasPrefix(wanted)) }
    }

    @Test func recipes_areThoseOfTheReadme() throws {
        #expect(Set(recipes.map(\.heading)) == Set(Self.told.keys) && recipes.count == Self.told.count)
        let readme = LocalServer.checkout.appendingPathComponent("bindings/swift/README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        #expect(text.components(separatedBy: "```swift\n").count == recipes.count + 1)
    }
}
