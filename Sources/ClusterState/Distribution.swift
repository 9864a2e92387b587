import Foundation

/// How many values were about how large, to a hundredth of each (a DDSketch): small, whatever their number, and two of them
/// can be added.
package struct Distribution: Sendable, Equatable, Codable {
    private var positive = Buckets()
    private var negative = Buckets()
    private var zeros: UInt64 = 0
    private var least = Double.greatestFiniteMagnitude
    private var greatest = -Double.greatestFiniteMagnitude

    package init() {}

    package var count: UInt64 { zeros + positive.count + negative.count }

    /// Takes a finite value.
    package mutating func add(_ value: Double) {
        least = min(least, value)
        greatest = max(greatest, value)
        if value > 0 {
            positive.add(1, to: Buckets.index(of: value))
        } else if value < 0 {
            negative.add(1, to: Buckets.index(of: -value))
        } else {
            zeros += 1
        }
    }

    package mutating func add(_ other: Distribution) {
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
        positive.add(other.positive)
        negative.add(other.negative)
        zeros += other.zeros
    }

    /// The least value that so large a share of the values does not exceed, give or take a hundredth of it; nil if there
    /// are no values.
    package func quantile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        var rank = UInt64(max(1, (Double(count) * share).rounded(.up)))
        let value: Double
        if rank <= negative.count {
            // The most negative are in the highest bucket.
            value = -negative.value(atRank: negative.count + 1 - rank)
        } else {
            rank -= negative.count
            value = rank <= zeros ? 0 : positive.value(atRank: rank - zeros)
        }
        return min(greatest, max(least, value))
    }
}

/// Counts of values by size; each bucket is a fiftieth wider than the one below.
private struct Buckets: Sendable, Equatable, Codable {
    /// The index of the first.
    private var first = 0
    private var counts: [UInt32] = []

    private static let base = log(1.01 / 0.99)
    /// What is smaller than the highest by so many buckets, seventeen orders of magnitude, falls into the lowest.
    private static let limit = 2048

    static func index(of value: Double) -> Int { Int((log(value) / base).rounded(.up)) }

    var count: UInt64 { counts.reduce(0) { $0 + UInt64($1) } }

    mutating func add(_ number: UInt32, to index: Int) {
        if counts.isEmpty {
            first = index
            counts = [0]
        }
        if index >= first + counts.count {
            counts += repeatElement(0, count: min(index - first - counts.count, Self.limit) + 1)
            // A leap beyond the limit leaves only the lowest and the highest.
            if first + counts.count - 1 < index { first = index - counts.count + 1 }
            if counts.count > Self.limit { mergeLowest(counts.count - Self.limit) }
        } else if index < first {
            let missing = min(first - index, Self.limit - counts.count)
            counts.insert(contentsOf: repeatElement(0, count: missing), at: 0)
            first -= missing
        }
        let place = max(0, index - first)
        counts[place] = counts[place].addingReportingOverflow(number).overflow ? .max : counts[place] + number
    }

    private mutating func mergeLowest(_ number: Int) {
        let sum = counts[...number].reduce(UInt64(0)) { $0 + UInt64($1) }
        counts.removeFirst(number)
        counts[0] = UInt32(clamping: sum)
        first += number
    }

    mutating func add(_ other: Buckets) {
        for (place, number) in other.counts.enumerated() where number > 0 { add(number, to: other.first + place) }
    }

    /// The value of the bucket in which so many values are reached, from below.
    func value(atRank rank: UInt64) -> Double {
        var seen: UInt64 = 0
        for (place, number) in counts.enumerated() {
            seen += UInt64(number)
            if seen >= rank { return exp(Double(first + place) * Self.base) / 1.01 }
        }
        return 0
    }
}
