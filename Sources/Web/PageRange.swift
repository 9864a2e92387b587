package import Foundation
package import Graphs

/// The time that a page, its pictures and its data show.
package struct PageRange: Sendable, Equatable {
    private enum Choice: Equatable {
        case preset(RangePreset)
        case between(from: String, to: String)
        case around(moment: Int, RangePreset)
    }

    package let time: TimeRange
    /// Whose days and hours are meant and shown.
    package let zone: TimeZone
    /// Seconds since 1970.
    private let now: Int
    private let choice: Choice
    /// The zone that the address names; nil if it names none.
    private let zoneName: String?

    /// The range of an address: `range=`, `from=` and `to=`, or `at=`, of which none means the usual one.
    ///
    /// - `now`: seconds since 1970.
    /// - `zone`: unless the address names one.
    /// - `usual`: unless the address says anything of a time.
    package init(
        _ query: TimeQuery, now: Int, zone: TimeZone, usual: RangePreset = .usual
    ) throws(WebError) {
        let zone = try Self.zone(query.zone) ?? zone
        (self.now, self.zone, zoneName) = (now, zone, query.zone)
        let preset = try Self.preset(query.range)
        if let at = query.at {
            let middle = try Self.explaining { () throws(TimeTextError) in try TimeText.moment(at, now: now, zone: zone)
            }
            // With both ends it is a moment in between, which a script shows.
            if query.from == nil || query.to == nil {
                guard query.from == nil, query.to == nil else {
                    throw .badRequest("at: expected both from and to beside it, or neither", hint: "try ?at=03:12")
                }
                let length = preset ?? .threeHours
                (choice, time) = (.around(moment: middle, length), try Self.around(middle, length, zone))
                return
            }
        }
        let isWritten = query.from != nil || query.to != nil
        if let preset, !isWritten {
            choice = .preset(preset)
            time = try Self.between(preset.start, "now", now, zone)
            return
        }
        // Once offered, and still in links.
        let start = query.range == "6h" && !isWritten ? "-6h" : query.from
        if start == nil, query.to == nil {
            choice = .preset(usual)
            time = try Self.between(usual.start, "now", now, zone)
        } else {
            let (from, to) = (start ?? "end-1h", query.to ?? "now")
            choice = .between(from: from, to: to)
            time = try Self.between(from, to, now, zone)
        }
    }

    /// The zone of a name; nil for no name.
    static func zone(_ name: String?) throws(WebError) -> TimeZone? {
        guard let name else { return nil }
        do {
            return try ZoneName.zone(name)
        } catch {
            throw .badRequest("tz: \(error)", hint: "try tz=\(Link.encoded(error.nearest ?? "Europe/Berlin"))")
        }
    }

    private static func preset(_ name: String?) throws(WebError) -> RangePreset? {
        guard let name, name != "6h" else { return nil }
        guard let preset = RangePreset(named: name) else {
            let all = RangePreset.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest(
                "range: expected one of \(all), found \"\(name.prefix(40))\"", hint: "try range=24h, or from=-2d&to=now"
            )
        }
        return preset
    }

    private static func between(
        _ from: String, _ to: String, _ now: Int, _ zone: TimeZone
    ) throws(WebError) -> TimeRange {
        try explaining { () throws(TimeTextError) in
            try TimeText.range(from: from, to: to, now: now, zone: zone)
        }
    }

    private static func around(_ middle: Int, _ preset: RangePreset, _ zone: TimeZone) throws(WebError) -> TimeRange {
        let length = try between(preset.start, "now", middle, zone)
        let half = (length.to - length.from) / 2
        return TimeRange(from: max(TimeRange.limits.lowerBound, middle - half), to: middle + half)
    }

    private static func explaining<Value>(_ read: () throws(TimeTextError) -> Value) throws(WebError) -> Value {
        do throws(TimeTextError) {
            return try read()
        } catch {
            throw .badRequest("\(error)", hint: "try from=-6h&to=now")
        }
    }

    // MARK: As an address

    /// The preset that is shown; nil for another range.
    var preset: RangePreset? { if case .preset(let preset) = choice { preset } else { nil } }

    /// The preset whose length is shown, up to now or around a moment.
    var span: RangePreset? { if case .around(_, let preset) = choice { preset } else { preset } }

    /// The moment that was asked for, in seconds since 1970.
    var moment: Int? { if case .around(let moment, _) = choice { moment } else { nil } }

    /// Both ends as they were written, for pictures and data.
    var ends: (from: String, to: String) {
        switch choice {
        case .preset(let preset): (preset.start, "now")
        case .between(let from, let to): (from, to)
        case .around: ("\(time.from)", "\(time.to)")
        }
    }

    /// The address of this range.
    var query: [(String, String)] { span.map(query) ?? query(ends.from, ends.to) }

    /// Keys and values of a picture's address.
    var pictureQuery: [(String, String)] { moment == nil ? query(ends.from, ends.to) : query }

    /// The address of a preset, around the moment if there is one.
    func query(_ preset: RangePreset) -> [(String, String)] {
        (moment.map { [("at", "\($0)")] } ?? []) + [("range", preset.rawValue)] + zoneQuery
    }

    /// The address at which this range will be the same tomorrow.
    package var frozenQuery: [(String, String)] { query("\(time.from)", "\(time.to)") }

    private func query(_ from: String, _ to: String) -> [(String, String)] { [("from", from), ("to", to)] + zoneQuery }

    private var zoneQuery: [(String, String)] { zoneName.map { [("tz", $0)] } ?? [] }

    // MARK: Ranges beside it

    private var length: Int { time.to - time.from }

    /// Whether it moves on with the present.
    var isLive: Bool {
        switch choice {
        case .preset: true
        case .between(_, let to): ["now", "n"].contains(to.lowercased())
        case .around: false
        }
    }

    /// Half a range earlier; nil where there are no archives.
    package var earlierQuery: [(String, String)]? { frozen(time.from - length / 2, time.to - length / 2) }

    /// Half a range later; nil where that is all to come.
    package var laterQuery: [(String, String)]? {
        time.to < now ? frozen(time.from + (length + 1) / 2, time.to + (length + 1) / 2) : nil
    }

    /// Twice as long, and up to the present if this is; nil where there are no archives.
    package var widerQuery: [(String, String)]? {
        if isLive {
            return time.to - 2 * length >= TimeRange.limits.lowerBound ? query(Self.back(2 * length), "now") : nil
        }
        let end = min(time.to + length / 2, max(now, time.to))
        return frozen(end - 2 * length, end)
    }

    /// As long, up to the present; nil if it is that.
    package var latestQuery: [(String, String)]? { isLive ? nil : query(Self.back(length), "now") }

    /// So many seconds before now.
    private static func back(_ seconds: Int) -> String {
        seconds % 3600 == 0 ? "-\(seconds / 3600)h" : seconds % 60 == 0 ? "-\(seconds / 60)min" : "-\(seconds)s"
    }

    private func frozen(_ from: Int, _ to: Int) -> [(String, String)]? {
        guard TimeRange.limits ~= from, TimeRange.limits ~= to else { return nil }
        return query("\(from)", "\(to)")
    }

    // MARK: In words

    /// As a part of a sentence: `the last 1 hour`, or the range.
    var words: String { preset.map { "the last \($0.fullWords)" } ?? time.text(in: zone) }

    /// With the zone: `2026-11-22 10:00–11:00 UTC+01:00 · Europe/Berlin`.
    var fullText: String {
        let name = ZoneName.of(zone)
        return name == "UTC" ? time.text(in: zone) : "\(time.text(in: zone)) · \(name)"
    }
}
