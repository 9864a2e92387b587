package import Foundation
import MetricModel

/// Zones of time by their IANA names, `Europe/Berlin` or `UTC`.
package enum ZoneName {
    /// - Throws: the nearest name where there is no such zone. Abbreviations and fixed offsets are no names: `IST` is
    ///   three zones.
    package static func zone(_ text: String) throws(ZoneNameError) -> TimeZone {
        if text == "UTC" || text == "GMT" { return .gmt }
        guard isWellFormed(text), text.contains("/") || alone.contains(text), let zone = TimeZone(identifier: text)
        else { throw ZoneNameError(name: text, nearest: nearest(to: text)) }
        return zone
    }

    /// As people name a zone.
    package static func of(_ zone: TimeZone) -> String {
        universal.contains(zone.identifier) ? "UTC" : zone.identifier
    }

    private static let universal: Set = ["GMT", "UTC", "UCT", "Zulu", "Etc/GMT", "Etc/UTC", "Etc/UCT", "Etc/Zulu"]

    /// The zone of this machine: of `TZ`, else of `/etc/localtime`; UTC where neither names one.
    package static let machine: TimeZone = {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")
        return machine(variable: ProcessInfo.processInfo.environment["TZ"], localtime: link)
    }()

    /// The zone that `TZ` names, else the one where `/etc/localtime` leads.
    package static func machine(variable: String?, localtime: String?) -> TimeZone {
        for path in [variable, localtime] {
            guard let path, !path.isEmpty else { continue }
            var name = path.hasPrefix(":") ? path.dropFirst() : path[...]
            if let folder = name.range(of: "/zoneinfo/") { name = name[folder.upperBound...] }
            for set in ["posix/", "right/"] where name.hasPrefix(set) { name = name.dropFirst(set.count) }
            if let zone = try? zone(String(name)) { return zone }
        }
        return .gmt
    }

    /// Names without a place.
    private static let alone: Set = [
        "CET", "CST6CDT", "EET", "EST", "EST5EDT", "HST", "MET", "MST", "MST7MDT", "PST8PDT", "WET",
    ]

    private static func isWellFormed(_ text: String) -> Bool {
        1...64 ~= text.utf8.count && text.first?.isLetter == true && !text.hasPrefix("SystemV/")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "+"):
                    true
                default: false
                }
            }
    }

    private static func nearest(to text: String) -> String? {
        guard text.utf8.count <= 64 else { return nil }
        let known = ["UTC"] + TimeZone.knownTimeZoneIdentifiers
        let word = text.lowercased().replacing(" ", with: "_")
        // Who writes only a city means it.
        if let place = known.first(where: { $0.lowercased() == word || $0.lowercased().hasSuffix("/" + word) }) {
            return place
        }
        guard word.contains("/") else { return nil }
        return Spelling.nearest(to: word, among: known.filter { abs($0.utf8.count - word.utf8.count) <= 2 })
    }
}

/// There is no zone of this name.
package struct ZoneNameError: Error, Equatable {
    package let name: String
    package let nearest: String?
}

extension ZoneNameError: CustomStringConvertible {
    package var description: String {
        "expected a time zone as Europe/Berlin or UTC, found \"\(TextLimit.printable(name))\""
            + (nearest.map { "; did you mean \($0)?" } ?? "")
    }
}
