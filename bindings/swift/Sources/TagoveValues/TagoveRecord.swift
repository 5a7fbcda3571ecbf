/// What every record of the API has besides its fields. `Codable` is for keeping one: it has the names of the wire, leaves
/// out what is absent, and keeps `extraJson` with every digit; it also reads what `toJson()` gave.
public protocol TagoveRecord: Sendable, Hashable, Codable {
    /// The members that the model does not know, as one JSON object: every digit as sent; none if there are none.
    var extraJson: String? { get }
    /// The normalised form, the same in every language: wire names, absent members `null`.
    func toJson() -> String
}

extension TagoveRecord {
    /// The members that the model does not know. Parsed anew each time; numbers are rounded to `Double`.
    public var extra: [String: JSONValue] { extraJson.map(JSONValue.members(of:)) ?? [:] }
}
