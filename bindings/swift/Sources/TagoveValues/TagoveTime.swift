import Foundation

/// A point in time as the API sent it: civil, that is without a zone, unless the server sent an offset or the client was
/// given the account's `timeZone`.
///
/// It holds the normalised text (`2016-11-08T13:35:05`, a fraction only if there is one, an offset only if one is known:
/// `Z`, `+01:00`, of long ago `+00:19:32`); its parts are read when they are asked for.
public struct TagoveTime: Sendable, Hashable, CustomStringConvertible {
    /// The normalised text.
    public let text: String

    /// Takes a text that is normalised already.
    public init(text: String) {
        self.text = text
    }

    public var description: String { text }

    /// The instant, if there is an offset: without one nobody knows which instant it was.
    public var date: Date? {
        // Not by a `TimeZone` of the offset: Foundation has none of seconds, nor beyond 18 hours.
        offsetSeconds.flatMap { seconds in onTheClock(of: .gmt)?.addingTimeInterval(-Double(seconds)) }
    }

    /// The instant, taking the zone for a time without an offset. Where the zone skips or repeats the time, it is what
    /// Foundation's calendar makes of it.
    public func date(in zone: TimeZone) -> Date? {
        date ?? onTheClock(of: zone)
    }

    private func onTheClock(of zone: TimeZone) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return components.flatMap(calendar.date(from:))
    }

    /// Year, month, day, hour, minute, second, and the nanosecond; no zone.
    public var components: DateComponents? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19 else { return nil }
        let parts = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19].map { number(bytes[$0]) }
        guard let year = parts[0], let month = parts[1], let day = parts[2],
            let hour = parts[3], let minute = parts[4], let second = parts[5]
        else { return nil }
        let fraction = bytes.count > 19 && bytes[19] == UInt8(ascii: ".") ? bytes[20...].prefix(while: isDigit) : []
        let scale = (fraction.count..<9).reduce(1) { product, _ in product * 10 }
        return DateComponents(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second,
            nanosecond: (number(fraction) ?? 0) * scale)
    }

    /// Seconds east of UTC, if there is an offset.
    public var offsetSeconds: Int? {
        let tail = text.utf8.dropFirst(19).drop { $0 == UInt8(ascii: ".") || isDigit($0) }
        guard let sign = tail.first else { return nil }
        if sign == UInt8(ascii: "Z") { return 0 }
        let parts = tail.dropFirst().split(separator: UInt8(ascii: ":")).map(number)
        guard (2...3).contains(parts.count), let hours = parts[0], let minutes = parts[1],
            let seconds = parts.count == 3 ? parts[2] : 0
        else { return nil }
        return (hours * 3600 + minutes * 60 + seconds) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
}

extension TagoveTime: Codable {
    /// Takes its text; `DecodingError.dataCorrupted` for one that is no normalised time.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        self.init(text: try value.decode(String.self))
        guard components != nil else {
            throw DecodingError.dataCorruptedError(in: value, debugDescription: "this is no normalised time")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(text)
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func number(_ digits: some Collection<UInt8>) -> Int? {
    digits.allSatisfy(isDigit) ? Int(String(decoding: digits, as: UTF8.self)) : nil
}
