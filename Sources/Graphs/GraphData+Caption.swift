import Archive
import Foundation

extension GraphData {
    /// How the numbers came about: `15 s means · 97 % known · 2026-11-22 10:00–11:00 UTC+01:00`.
    package var caption: String { (source + [request.time.text(in: request.zone)] + notes).joined(separator: " · ") }

    /// The same where it is clear of which time the graph is.
    package var briefCaption: String { (source + notes).joined(separator: " · ") }

    private var source: [String] {
        emptiness == nil ? ["\(Self.length(step)) \(rowsAre)", "\(knownText) known"] : []
    }

    /// The share that is known in whole percent, of which 100 means all.
    private var knownText: String {
        let percent = Int(known * 100)
        return percent == 0 && known > 0 ? "<1 %" : "\(percent) %"
    }

    private var rowsAre: String {
        switch consolidation {
        case .average: "means"
        case .min: "minima"
        case .max: "maxima"
        case .last: "last values"
        }
    }

    /// Seconds in the largest unit that divides them.
    static func length(_ seconds: Int) -> String {
        for (unit, name) in [(86_400, "d"), (3600, "h"), (60, "min")] where seconds % unit == 0 {
            return "\(seconds / unit) \(name)"
        }
        return "\(seconds) s"
    }
}
