import Foundation
package import MetricModel

/// Numbers with their unit, three digits of them, as people read them: `12.4 %`, `1.50 MB/s`, `350 µs`.
package enum Quantity {
    /// "–" for a value that is unknown.
    package static func text(_ value: Double?, in unit: MetricModel.Unit, base: PrefixBase = .decimal) -> String {
        guard let value, value.isFinite else { return "–" }
        let scale = AxisScale(largest: value, unit: unit, base: base)
        let number = digits(value / scale.divisor)
        return scale.symbol.isEmpty ? number : "\(number) \(scale.symbol)"
    }

    private static func digits(_ number: Double) -> String {
        let size = abs(number)
        if size == 0 { return "0" }
        return FixedText.of(number, decimals: size < 9.995 ? 2 : size < 99.95 ? 1 : 0)
    }
}

/// In which multiple of its unit an axis counts, so that its numbers stay short.
package struct AxisScale: Sendable, Equatable {
    /// What values are divided by.
    package let divisor: Double
    /// The unit of what results: `MiB`, `kB/s`, `ms`.
    package let symbol: String
    /// Whether its numbers are best powers of two apart.
    let countsByTwo: Bool

    /// - `largest`: what must be easy to read.
    package init(largest: Double, unit: MetricModel.Unit, base: PrefixBase) {
        let size = abs(largest)
        countsByTwo = base == .binary && (unit == .bytes || unit == .bytesPerSecond)
        switch unit {
        case .bytes, .bytesPerSecond:
            let prefixes =
                base == .binary ? ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] : ["", "k", "M", "G", "T", "P", "E"]
            let power = Self.power(of: size, base: Double(base.rawValue), limit: prefixes.count - 1)
            divisor = pow(Double(base.rawValue), Double(power))
            symbol = prefixes[power] + "B" + (unit == .bytesPerSecond ? "/s" : "")
        case .seconds:
            switch size {
            case 172_800...: (divisor, symbol) = (86_400, "d")
            case 7200...: (divisor, symbol) = (3600, "h")
            case 120...: (divisor, symbol) = (60, "min")
            case 0, 1...: (divisor, symbol) = (1, "s")
            case 1e-3...: (divisor, symbol) = (1e-3, "ms")
            default: (divisor, symbol) = (1e-6, "µs")
            }
        case .percent:
            (divisor, symbol) = (1, "%")
        default:
            // A thousand is short enough to be written out.
            let power = size < 10_000 ? 0 : Self.power(of: size, base: 1000, limit: 4)
            divisor = pow(1000, Double(power))
            let thousands = ["", "k", "M", "G", "T"][power]
            let own = unit == .perSecond ? "/s" : unit.symbol
            let isWord = unit != .perSecond && !unit.takesPrefix
            symbol = thousands + (isWord && !thousands.isEmpty && !own.isEmpty ? " " : "") + own
        }
    }

    /// Distances between numbers that come before all others: those of clocks.
    var steps: [Double] {
        switch symbol {
        case "min" where divisor == 60: [0.5, 1, 2, 5, 10, 15, 30, 60]
        case "h" where divisor == 3600: [0.5, 1, 2, 3, 6, 12, 24]
        default: []
        }
    }

    private static func power(of size: Double, base: Double, limit: Int) -> Int {
        var power = 0
        var rest = size
        while rest >= base, power < limit {
            rest /= base
            power += 1
        }
        return power
    }
}

extension MetricModel.Unit {
    /// Whether it is a symbol that a prefix is written to, as in GHz, and no word.
    var takesPrefix: Bool { ["Hz", "W", "V", "A", "J"].contains(symbol) }

    /// The unit to write behind each of many numbers: none for a word, which the axis or a title says once.
    package var inFigures: MetricModel.Unit {
        [.percent, .bytes, .bytesPerSecond, .seconds, .perSecond].contains(self) || takesPrefix ? self : .none
    }
}

/// How many decimals the numbers of an axis need, so that no two of them look alike.
package struct AxisLabels: Sendable, Equatable {
    package let decimals: Int
    /// What librrd gives them of its own accord.
    package let usualDecimals: Int

    /// librrd leaves at least so many pixels from one number to the next.
    private static let leastDistance = 20.0
    /// The title, the axis of time and a line of legend take at least so many pixels of a picture.
    private static let leastSurroundings = 60

    /// - `low`, `high`: the ends of the axis, in what it counts in.
    /// - `pictureHeight`: in pixels.
    package init(low: Double, high: Double, pictureHeight: Int) {
        usualDecimals = max(abs(low), abs(high)) < 10 ? 1 : 0
        let pixels = Double(max(40, pictureHeight - Self.leastSurroundings))
        let least = (high - low) * Self.leastDistance / pixels
        guard least > 0, least.isFinite else {
            decimals = usualDecimals
            return
        }
        // Numbers are 1, 2 or 5 of a power of ten apart: above 5 of one, it is the next.
        let power = (log10(least / 5) - 1e-9).rounded(.up)
        decimals = min(max(0, -Int(power)), 15)
    }
}
