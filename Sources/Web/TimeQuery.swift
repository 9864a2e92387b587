import Foundation
import Graphs
import Hummingbird

/// What an address says about time, the same for a page, a picture and data.
package struct TimeQuery: Sendable, Equatable {
    /// The name of a ``RangePreset``.
    package var range: String?
    /// Moments as ``TimeText`` takes them.
    package var from, to: String?
    /// The middle of the range.
    package var at: String?
    /// An IANA name of a zone.
    package var zone: String?

    package init(
        range: String? = nil, from: String? = nil, to: String? = nil, at: String? = nil, zone: String? = nil
    ) {
        (self.range, self.from, self.to, self.at, self.zone) = (range, from, to, at, zone)
    }

    /// Empty values are none: a form sends what was left empty.
    ///
    /// - `query`: what follows the `?`.
    package init(parsing query: String?) throws(WebError) {
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[1].isEmpty else { continue }
            switch parts[0] {
            case "range": if range == nil { range = try Self.plain(parts[1]) }
            case "tz": if zone == nil { zone = try Self.plain(parts[1]) }
            case "from": if from == nil { from = try Self.moment(parts[1], of: "from") }
            case "to": if to == nil { to = try Self.moment(parts[1], of: "to") }
            case "at": if at == nil { at = try Self.moment(parts[1], of: "at") }
            default: continue
            }
        }
    }

    /// As an address has it.
    var pairs: [(String, String)] {
        [("range", range), ("from", from), ("to", to), ("at", at), ("tz", zone)].compactMap { key, value in
            value.map { (key, $0) }
        }
    }

    private static func plain(_ text: Substring) throws(WebError) -> String {
        guard let decoded = Link.decoded(text) else {
            throw .badRequest(
                "\"\(text.prefix(80))\" is not percent-encoded UTF-8", hint: "write % as %25, and other bytes as %XX")
        }
        return decoded
    }

    /// Forms and most programs write a space as `+`, people who type an address write `+` for a plus.
    private static func moment(_ text: Substring, of key: String) throws(WebError) -> String {
        guard text.contains("+") else { return try plain(text) }
        let spaced = try plain(text.replacing("+", with: "%20")[...])
        let literal = try plain(text)
        guard let reading = TimeText.reading(spaced, or: literal) else {
            throw .badRequest(
                "\(key): the plus in \"\(text.prefix(40))\" may be one, or stand for a space",
                hint: "write \(Link.encoded(literal)) or \(Link.encoded(spaced))")
        }
        return reading
    }
}

extension TimeQuery {
    /// The time between two moments.
    ///
    /// - `now`: seconds since 1970.
    static func range(from: String, to: String, now: Int, zone: TimeZone) throws(WebError) -> TimeRange {
        do {
            return try TimeText.range(from: from, to: to, now: now, zone: zone)
        } catch {
            throw .badRequest("\(error)", hint: "try from=-6h&to=now")
        }
    }
}

extension Request {
    /// What the address says about time.
    func timeQuery() throws(WebError) -> TimeQuery { try TimeQuery(parsing: uri.query) }
}
