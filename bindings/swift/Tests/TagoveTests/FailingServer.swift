import Foundation

/// Answers every request with this status and `Retry-After`, on a free port of this machine, as long as it is held.
final class FailingServer: Sendable {
    let url: String
    private let port: SilentPort
    private let answered: AsyncStream<Void>

    init(_ status: Int, retryAfter: String) throws {
        port = try SilentPort()
        url = port.url
        let (stream, told) = AsyncStream.makeStream(of: Void.self)
        answered = stream
        let answer = Data(
            """
            HTTP/1.1 \(status) Failing\r\nContent-Length: 0\r\nRetry-After: \(retryAfter)\r\nConnection: close\r\n\r\n
            """.utf8)
        let socket = port.socket
        guard listen(socket, 16) == 0 else { throw LocalServer.Missing(what: "a server that fails") }
        // A thread of its own: what it waits for blocks.
        Thread.detachNewThread {
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0 else { break }
                var request = Data()
                var some = [UInt8](repeating: 0, count: 4096)
                while request.range(of: Data("\r\n\r\n".utf8)) == nil {
                    let count = read(client, &some, some.count)
                    guard count > 0 else { break }
                    request += some[..<count]
                }
                _ = answer.withUnsafeBytes { write(client, $0.baseAddress, $0.count) }
                // Who has read the answer hangs up.
                _ = read(client, &some, some.count)
                close(client)
                told.yield()
            }
            told.finish()
        }
    }

    deinit { shutdown(port.socket, Int32(SHUT_RDWR)) }

    /// Waits until the next so many answers have been read.
    func answers(_ count: Int = 1) async {
        var answers = answered.makeAsyncIterator()
        for _ in 0..<count { await answers.next() }
    }

    /// Ends it, and counts the answers that nobody has waited for.
    func rest() async -> Int {
        shutdown(port.socket, Int32(SHUT_RDWR))
        return await answered.reduce(0) { count, _ in count + 1 }
    }
}
