import TagoveBindings

/// The attribute (`data-skip-cobrowse`, no value) that hides an input from a co-browsing agent.
public let skipCobrowse = TagoveBindings.skipCobrowse()

/// The attribute (`data-skipui-cobrowse`, no value) that hides all text and fields inside an element. **Of the vendor's
/// later product** (Acquire, 2018): nothing promises that a Tagove account obeys it.
public let skipUICobrowse = TagoveBindings.skipUiCobrowse()

/// What a Content-Security-Policy names for `SnippetForm.dataBlock`: `script-src 'sha256-…'`, without the quotes.
public let bootScriptHash = TagoveBindings.bootScriptHash()

/// Who is logged in: what `customerSnippet` tells the chat widget. A field that is `nil` is left out of the page, an empty
/// one is sent empty. Any text is right, also one with quotes, tags or control characters, up to 65 536 bytes of UTF-8.
/// Printing it shows sizes only.
public struct Customer: Sendable, Hashable {
    var fields: [String: String]

    /// Takes what is known of the customer.
    ///
    /// - Parameter remarks: Whatever the agent should know; the visitor can read it in the page's source.
    public init(name: String? = nil, email: String? = nil, phone: String? = nil, remarks: String? = nil) {
        let given = ["name": name, "email": email, "phone": phone, "remarks": remarks]
        fields = given.compactMapValues(\.self)
    }

    /// One whose fields come by their names from outside; `customerSnippet` refuses others, with the near match.
    public init(fields: [String: String]) {
        self.fields = fields
    }
}

extension Customer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        let shown = fields.sorted { $0.key < $1.key }.map { "\($0.key): <\($0.value.utf8.count) bytes>" }
        return "Customer(\(shown.joined(separator: ", ")))"
    }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// In which form the customer stands in the page. Another word is refused, with the near match.
public struct SnippetForm: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One script with the customer in it. A page with a Content-Security-Policy needs a nonce.
    public static let inline = SnippetForm(rawValue: "inline")
    /// A block of data, and a script that is the same in every page: a policy can name `bootScriptHash`.
    public static let dataBlock = SnippetForm(rawValue: "data_block")
}

/// HTML for `<head>`, before the widget's own code, to be put there unescaped; for a server that makes pages, or a web
/// view. Makes no request. Empty if the customer is.
///
///     let html = try customerSnippet(Customer(name: "O'Hara"), nonce: "cGFnZQ==")
///
/// - Parameters:
///   - customer: Who is logged in.
///   - nonce: That of this answer's Content-Security-Policy: base64 or base64url, 1 to 256 characters, without `nonce-`.
///   - form: By default `.inline`.
///   - userHash: What your server made of the customer's e-mail, which has to be given too; of the vendor's later product.
/// - Throws: `TagoveError.invalidRequest` for what the page could not hold safely, and no half of a snippet; nobody's
///   words are repeated.
public func customerSnippet(
    _ customer: Customer, nonce: String? = nil, form: SnippetForm? = nil, userHash: String? = nil
) throws -> String {
    try rethrowing {
        try TagoveBindings.customerSnippet(
            customer: customer.fields, nonce: nonce, form: form?.rawValue, userHash: userHash)
    }
}
