import Collectors
import MetricModel

/// The values of an input's last answer, ready to be reported again and again.
struct InputValues {
    fileprivate struct Entry {
        let series: OutsideMetrics.Series
        var definition: Int
        /// The counter and when it was read; nil for a gauge.
        var counter: (value: Double, tick: Tick)?
        /// The first is the value, the others a plug-in's thresholds.
        var numbers: [Double]
        /// How long a rate may be told, in nanoseconds of the monotonic clock.
        var tellUntil = UInt64.max
        var round: UInt64
    }

    private var entries: [Entry] = []
    private var places: [OutsideMetrics.Series: Int] = [:]
    private var round: UInt64 = 0

    var count: Int { entries.count }

    /// Begins an answer: what is not told again is gone.
    mutating func begin() { round &+= 1 }

    /// Takes in a value; false if this answer or another input has told it already.
    mutating func add(
        _ numbers: [Double], of metric: OutsideMetrics.Metric, _ instance: InstanceName?, by input: Input,
        _ metrics: inout OutsideMetrics, at tick: Tick
    ) -> Bool {
        let series = OutsideMetrics.Series(subject: metric.subject, instance: instance)
        let place: Int
        if let known = places[series] {
            guard entries[known].round != round else { return false }
            place = known
        } else {
            guard metrics.claim(series, for: input) else { return false }
            place = entries.count
            places[series] = place
            entries.append(Entry(series: series, definition: metric.definition, numbers: [], round: round))
        }
        if entries[place].definition != metric.definition {
            // Another kind of number than last time.
            entries[place].definition = metric.definition
            entries[place].counter = nil
        }
        entries[place].round = round
        entries[place].numbers = numbers
        entries[place].tellUntil = .max
        if metric.isCounter, let value = numbers.first { entries[place].count(value, at: tick) }
        return true
    }

    /// Ends an answer.
    mutating func end(_ metrics: inout OutsideMetrics, of input: Input) {
        let round = round
        guard entries.contains(where: { $0.round != round }) else { return }
        for entry in entries where entry.round != round { metrics.release(entry.series, of: input) }
        entries.removeAll { $0.round != round }
        places.removeAll(keepingCapacity: true)
        for (index, entry) in entries.enumerated() { places[entry.series] = index }
    }

    /// Forgets all.
    mutating func removeAll(_ metrics: inout OutsideMetrics, of input: Input) {
        for entry in entries { metrics.release(entry.series, of: input) }
        self = InputValues()
    }

    /// Adds a row for each value.
    func report(at now: Tick, into report: inout Report) {
        for entry in entries {
            report.begin(entry.definition, instance: entry.series.instance)
            let isOld = now.monotonic > entry.tellUntil
            for (index, number) in entry.numbers.enumerated() {
                report.append(number.isFinite && !(index == 0 && isOld) ? number : nil)
            }
        }
    }
}

extension InputValues.Entry {
    /// Seconds for which a rate is told longer than twice the time that it was measured over.
    private static let slack = 30.0

    /// Takes in a counter's value: the rate since the last one is told, unknown if it fell.
    ///
    /// A file that is written no more tells a counter that stands still; a rate from before is soon told no more.
    fileprivate mutating func count(_ value: Double, at tick: Tick) {
        let last = counter
        counter = (value, tick)
        numbers[0] = .nan
        guard let last, value >= last.value, case let seconds = tick.seconds(since: last.tick), seconds > 0 else {
            return
        }
        numbers[0] = (value - last.value) / seconds
        tellUntil = tick.monotonic &+ UInt64((2 * seconds + Self.slack) * 1e9)
    }
}
