import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `tagove serve` of this checkout on a free port of this machine; it ends with the object.
final class LocalServer: @unchecked Sendable {
    let url: String
    private let process = Process()

    init(_ arguments: String...) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = ["serve", "--port", "0"] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Its first line is the URL: read up to the end of that line, which is all that it prints.
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let some = output.fileHandleForReading.availableData
            if some.isEmpty { throw Missing(what: "\(Self.program) ended before it told its URL") }
            line += some
        }
        url = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    // Not waited for: Foundation's wait blocks a thread that the other tests need.
    deinit { process.terminate() }

    /// What the server has seen, once it has seen so many hang-ups and requests.
    func journal(hangUps: Int = 0, requests: Int = 0) async throws -> Journal {
        let place = try #require(URL(string: "\(url)/__requests?hang_ups=\(hangUps)&requests=\(requests)"))
        let (data, _) = try await URLSession.shared.data(from: place)
        return try JSONDecoder().decode(Journal.self, from: data)
    }

    struct Journal: Decodable {
        let request_count: Int
        let hang_ups: Int
        let requests: [String]
    }

    struct Missing: Error { let what: String }

    /// The checkout, four folders above this file.
    static let checkout = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    static let corpus = checkout.appendingPathComponent("tests/corpus")

    private static var program: String {
        ProcessInfo.processInfo.environment["TAGOVE_PROGRAM"]
            ?? checkout.appendingPathComponent("target/debug/tagove").path
    }
}
