import Foundation
package import MetricModel

/// The axis of values: where it begins and ends, and the numbers at it.
///
/// Numbers are 1, 2, 2.5 or 5 of a power of ten apart, powers of two for sizes that count by 1024, and as clocks go for
/// minutes and hours.
package struct ValueAxis: Sendable, Equatable {
    /// A number at the axis.
    package struct Tick: Sendable, Equatable {
        /// In the graph's unit.
        package let value: Double
        /// In the axis's.
        package let label: String
    }

    /// The ends, in the graph's unit; the low one is below the high one.
    package let low, high: Double
    package let ticks: [Tick]
    /// What the labels count in: `MiB`, `ms`.
    package let symbol: String

    /// What a picture can show at most, so that differences stay finite.
    private static let farthest = 8e307

    /// Ends nearer to each other than this are the same, so that quotients stay finite.
    private static let nearest = 1e-290

    /// - `lowest`, `highest`: the ends of what is drawn.
    /// - `limits`: rigid ends.
    /// - `most`: how many intervals there may be between numbers; at least 1.
    package init(
        lowest: Double, highest: Double, limits: AxisLimits = AxisLimits(), unit: MetricModel.Unit,
        base: PrefixBase = .decimal, most: Int
    ) {
        func bounded(_ value: Double) -> Double { min(max(value, -Self.farthest), Self.farthest) }
        var low = bounded(limits.low ?? min(0, lowest))
        var high = bounded(limits.high ?? max(highest, low + unit.leastAxis))
        // All values the same, and nothing to go by: an axis that has them in it.
        if high - low < Self.nearest {
            if limits.high == nil {
                high = low + max(abs(low), 1)
            } else {
                low = high - max(abs(high), 1)
            }
        }
        let scale = AxisScale(largest: max(abs(low), abs(high)), unit: unit, base: base)
        let step = Self.step(atLeast: (high / scale.divisor - low / scale.divisor) / Double(max(1, most)), scale)
        // The end of an axis without a limit is the next number, or halfway to it if that is enough.
        if limits.high == nil { high = bounded(Self.roomy(high / scale.divisor / step) * step * scale.divisor) }
        if limits.low == nil, low < 0 {
            low = bounded(-Self.roomy(-low / scale.divisor / step) * step * scale.divisor)
        }
        let decimals = Self.decimals(of: step)
        var ticks: [Tick] = []
        var index = (low / scale.divisor / step - 1e-9).rounded(.up)
        while index * step <= high / scale.divisor * (1 + 1e-9) + step * 1e-9, ticks.count <= 4 * max(1, most) {
            let number = index * step
            ticks.append(
                Tick(value: number * scale.divisor, label: AxisNumber.text(number, decimals: decimals)))
            index += 1
        }
        (self.low, self.high, self.ticks, symbol) = (low, high, ticks, scale.symbol)
    }

    /// Up to the next half, with a little room left.
    private static func roomy(_ steps: Double) -> Double { (steps * 2 * 1.01 - 1e-9).rounded(.up) / 2 }

    /// The least distance between numbers that is not below one.
    private static func step(atLeast least: Double, _ scale: AxisScale) -> Double {
        for step in scale.steps where step >= least * (1 - 1e-9) { return step }
        if scale.countsByTwo { return exp2(log2(least * (1 - 1e-9)).rounded(.up)) }
        let power = pow(10, log10(least).rounded(.down))
        guard power > 0, power.isFinite else { return max(least, .leastNormalMagnitude) }
        for factor in [1, 2, 2.5, 5] where factor * power >= least * (1 - 1e-9) { return factor * power }
        return 10 * power
    }

    private static func decimals(of step: Double) -> Int {
        var decimals = 0
        var rest = step
        while decimals < 12, abs(rest - rest.rounded()) > 1e-6 * step {
            rest *= 10
            decimals += 1
        }
        // A step of a tiny axis has no decimals that could be written.
        return abs(rest - rest.rounded()) > 1e-6 * max(rest, 1) ? 15 : decimals
    }
}

/// Numbers at an axis.
enum AxisNumber {
    static func text(_ number: Double, decimals: Int) -> String {
        let size = abs(number)
        if size == 0 { return "0" }
        if size >= 1e7 || size < 1e-6 || decimals > 9 { return String(format: "%.4g", number) }
        var scaled = 1
        for _ in 0..<decimals { scaled *= 10 }
        let digits = Int((size * Double(scaled)).rounded())
        let sign = number < 0 ? "−" : ""
        guard decimals > 0 else { return "\(sign)\(digits)" }
        let fraction = "\(digits % scaled)"
        return "\(sign)\(digits / scaled)." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}
