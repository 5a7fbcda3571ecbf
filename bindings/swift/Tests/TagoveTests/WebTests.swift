import Tagove
import Testing

/// What stands in a web page; the snippets themselves are the corpus's.
@Suite struct WebTests {
    @Test func constants_areTheNamesInEveryLanguage() {
        #expect(skipCobrowse == "data-skip-cobrowse" && skipUICobrowse == "data-skipui-cobrowse")
        #expect(bootScriptHash.hasPrefix("sha256-"))
    }

    @Test func customer_printed_showsSizesOnly() {
        let customer = Customer(name: "secret", email: "secret@example.com", remarks: "")
        #expect("\(customer)" == "Customer(email: <18 bytes>, name: <6 bytes>, remarks: <0 bytes>)")
        expectNoSecret(customer)
        #expect(customer == Customer(fields: ["name": "secret", "email": "secret@example.com", "remarks": ""]))
    }

    @Test func customerSnippet_refused_isInvalidRequestWithoutWords() async throws {
        let given = Customer(name: "Hopper")
        for (call, told) in [
            ({ try customerSnippet(Customer(fields: ["mail": "Hopper"])) }, "email"),
            ({ try customerSnippet(given, nonce: "no nonce") }, "nonce"),
            ({ try customerSnippet(given, form: SnippetForm(rawValue: "datablock")) }, "data_block"),
            ({ try customerSnippet(given, userHash: "Hopper") }, "hash"),
        ] as [(() throws -> String, String)] {
            let error = try await failure(of: call)
            #expect(error.kind == .invalidRequest && error.reason.contains(told), "\(error)")
            #expect(!"\(error)".contains("Hopper"), "\(error)")
        }
        #expect(try customerSnippet(Customer()) == "")
        let block = try customerSnippet(given, form: .dataBlock)
        #expect(block.contains("application/json") && block.contains("Hopper"))
    }
}
