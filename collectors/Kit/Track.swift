import MetricModel
import Procfs

/// What was seen of one row of numbers in this interval: of a subject as a whole, or of one instance of it.
///
/// Once numbers have been seen, nothing here allocates.
struct Track {
    private let columns: [Column]
    /// Whether there is something to say at the first reading: not of counters.
    private let hasGauges: Bool
    private var start: [UInt64] = []
    private var latest: [UInt64] = []
    private var startTick = Tick(wall: Timestamp(milliseconds: 0), monotonic: 0)
    private var latestTick = Tick(wall: Timestamp(milliseconds: 0), monotonic: 0)
    /// For each column the sum and the number of a gauge's samples.
    private var sums: [Double]
    private var counts: [Double]
    private var hasStart = false
    /// Whether something was read since the last report.
    private(set) var isFresh = false

    private static let absent = UInt64.max

    init(_ columns: [Column]) {
        self.columns = columns
        hasGauges = columns.contains { $0.isGauge }
        sums = Array(repeating: 0, count: columns.count)
        counts = sums
    }

    /// Takes in a reading.
    mutating func add(_ values: [UInt64], at tick: Tick) {
        if latest.count != values.count {
            latest = values
            start = values
            hasStart = false
        } else {
            for slot in values.indices { latest[slot] = values[slot] }
        }
        latestTick = tick
        isFresh = true
        if !hasStart { begin() }
        for index in columns.indices {
            switch columns[index].source {
            case .mean(let slots, let factor):
                if let sum = Self.sum(slots, of: latest) { count(Double(sum) * factor, index) }
            case .difference(let slot, let other):
                let (value, less) = (latest[slot], latest[other])
                if value != Self.absent, less != Self.absent, value >= less { count(Double(value - less), index) }
            case .latest, .rate, .share, .each, .part, .given, .text: break
            }
        }
    }

    private mutating func count(_ sample: Double, _ index: Int) {
        sums[index] += sample
        counts[index] += 1
    }

    /// Adds a row with the values of the interval that ends now, and begins the next interval.
    ///
    /// Nothing is said if nothing was read since the last report, nor of an instance of which only counters are told that
    /// has just come.
    ///
    /// `given` is asked for the value of a column that ``Column/Source/given`` marks, by its index and in their order, and
    /// `text` for the words of one that ``Column/Source/text`` marks.
    mutating func report(
        _ definition: Int, instance: InstanceName? = nil, into report: inout Report,
        given: (Int) -> Double? = { _ in nil }, text: (Int) -> String? = { _ in nil }
    ) {
        guard isFresh else { return }
        isFresh = false
        let seconds = latestTick.seconds(since: startTick)
        guard hasGauges || seconds > 0 else { return }
        report.begin(definition, instance: instance)
        for index in columns.indices {
            switch columns[index].source {
            case .given: report.append(given(index))
            case .text: report.append(text: text(index))
            default: report.append(value(index, over: seconds))
            }
        }
        begin()
    }

    /// Forgets all readings, so that nothing is said about the time before the next one.
    mutating func forget() {
        hasStart = false
        isFresh = false
        for index in sums.indices { (sums[index], counts[index]) = (0, 0) }
    }

    private mutating func begin() {
        hasStart = true
        startTick = latestTick
        swap(&start, &latest)
        for slot in start.indices { latest[slot] = start[slot] }
    }

    private mutating func value(_ index: Int, over seconds: Double) -> Double? {
        switch columns[index].source {
        case .mean, .difference:
            guard counts[index] > 0 else { return nil }
            defer { (sums[index], counts[index]) = (0, 0) }
            return sums[index] / counts[index]
        case .latest(let slot, let factor):
            return latest[slot] == Self.absent ? nil : Double(latest[slot]) * factor
        case .rate(let slots, let factor):
            guard seconds > 0, let advance = advance(slots) else { return nil }
            return Double(advance) * factor / seconds
        case .share(let parts, let wholes):
            guard let part = advance(parts), let whole = advance(wholes), whole > 0 else { return nil }
            return min(100, 100 * Double(part) / Double(whole))
        case .each(let slot, let events, let factor):
            guard let amount = advance(slot), let steps = advance(events), steps > 0 else { return nil }
            return Double(amount) * factor / Double(steps)
        case .part(let slot, let limit):
            guard latest[slot] != Self.absent, latest[limit] != Self.absent, latest[limit] > 0 else { return nil }
            return min(100, 100 * Double(latest[slot]) / Double(latest[limit]))
        case .given, .text: return nil
        }
    }

    /// nil if a reading lacks the counter or it fell.
    private func advance(_ slot: Int) -> UInt64? {
        let (old, new) = (start[slot], latest[slot])
        guard old != Self.absent, new != Self.absent else { return nil }
        return new.advance(since: old)
    }

    /// nil if a reading lacks all counters or one fell.
    private func advance(_ slots: [Int]) -> UInt64? {
        var sum: UInt64?
        for slot in slots where latest[slot] != Self.absent || start[slot] != Self.absent {
            guard let advance = advance(slot) else { return nil }
            sum = (sum ?? 0) &+ advance
        }
        return sum
    }

    private static func sum(_ slots: [Int], of values: [UInt64]) -> UInt64? {
        var sum: UInt64?
        for slot in slots where values[slot] != absent { sum = (sum ?? 0) &+ values[slot] }
        return sum
    }
}
