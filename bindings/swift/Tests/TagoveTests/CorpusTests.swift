import Foundation
import Tagove
import Testing

/// Every case of tests/corpus whose operation this package has, through what is public, against the player.
@Suite struct CorpusTests {
    @Test func corpus_everyCase_givesWhatIsExpected() async throws {
        let corpus = LocalServer.corpus
        let server = try LocalServer("--replay", corpus.path)
        var (cases, snippets) = (0, 0)
        var absent: [String] = []
        for operation in try folders(in: corpus) {
            for behaviour in try folders(in: corpus.appendingPathComponent(operation)) {
                let name = "\(operation)/\(behaviour)"
                let folder = corpus.appendingPathComponent(name)
                let description = try read(folder.appendingPathComponent("case.json"))
                if operation == SnippetCase.operation {
                    snippets += 1
                    let given = try SnippetCase(description: description).run()
                    let expected = try read(folder.appendingPathComponent("expected.json"))
                    for (member, value) in expected.members {
                        #expect(given[member] == value.withoutReason, "\(name): \(member)")
                    }
                    continue
                }
                guard CorpusCase.operations.contains(operation) else {
                    absent.append(operation)
                    continue
                }
                for format in description["formats"].texts {
                    // Where the XML twin must differ, it has an expectation of its own.
                    let own = folder.appendingPathComponent("expected.\(format).json")
                    let shared = folder.appendingPathComponent("expected.json")
                    let expected = try read(FileManager.default.fileExists(atPath: own.path) ? own : shared)
                    let base = "\(server.url)/\(name)/\(format)"
                    let given = try await CorpusCase(description: description, base: base).run()
                    cases += 1
                    for (member, value) in expected.members {
                        #expect(given[member] == value.withoutReason, "\(name) (\(format)): \(member)")
                    }
                }
            }
        }
        print("corpus: \(cases + snippets) cases, \(snippets) of customerSnippet; \(absent.count) more are for servers")
        #expect(cases > 1000, "the corpus was not found whole")
        #expect(try snippets == folders(in: corpus.appendingPathComponent(SnippetCase.operation)).count)
        #expect(Set(absent) == CorpusCase.absent)
    }

    private func folders(in parent: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: parent.path).filter { name in
            var isFolder: ObjCBool = false
            let path = parent.appendingPathComponent(name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }.sorted()
    }

    private func read(_ file: URL) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: file))
    }
}
