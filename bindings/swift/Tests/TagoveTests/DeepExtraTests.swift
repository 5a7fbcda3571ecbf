import TagoveValues
import Testing

/// The reader of unknown members itself: bodies that were kept are read with the default limits.
@Suite struct DeepExtraTests {
    @Test func extra_asDeepAsAnAnswerMayBe_isParsed() throws {
        let lists = String(repeating: "[", count: 511) + "7" + String(repeating: "]", count: 511)
        var value = try #require(JSONValue.members(of: #"{"deep":\#(lists)}"#)["deep"])
        for _ in 0..<511 {
            guard case .array(let items) = value else { break }
            value = try #require(items.first)
        }
        #expect(value == .number(7))
    }
}
