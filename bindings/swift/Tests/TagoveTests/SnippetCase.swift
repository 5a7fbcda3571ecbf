import Tagove
import Testing

/// One case of the corpus that makes no request: `customer_snippet`, in the form of its `expected.json`.
struct SnippetCase {
    let description: JSONValue

    static let operation = "customer_snippet"

    func run() throws -> JSONValue {
        let options = description["options"]
        for option in options.members.keys where !["nonce", "form", "user_hash"].contains(option) {
            throw LocalServer.Missing(what: "an option called \(option)")
        }
        do {
            let customer = try self.customer
            let html = try customerSnippet(
                customer, nonce: options["nonce"].text,
                form: options["form"].text.map(SnippetForm.init(rawValue:)), userHash: options["user_hash"].text)
            return .object(["value": .string(html)])
        } catch let failure as TagoveError {
            return .object(["error": failure.json])
        }
    }

    /// By its labels where they are all known, so that one without a value is left out; else by the names.
    private var customer: Customer {
        get throws {
            let given = description["arguments"]["customer"]
            let texts = try given.members.mapValues { $0 == .null ? "" : try #require($0.text) }
            guard Set(texts.keys).isSubset(of: ["name", "email", "phone", "remarks"]) else {
                return Customer(fields: texts)
            }
            return Customer(
                name: given["name"].text, email: given["email"].text, phone: given["phone"].text,
                remarks: given["remarks"].text)
        }
    }
}
