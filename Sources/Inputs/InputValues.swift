import Collectors
import MetricModel

/// The values of an input's last answer, ready to be reported again and again.
struct InputValues {
    struct Entry {
        let definition: Int
        let instance: InstanceName?
        /// The counter and when it was read; nil for a gauge.
        var counter: (value: Double, tick: Tick)?
        /// The first is the value, the others a plug-in's thresholds.
        var numbers: [Double]
        var round: UInt64
    }

    struct Key: Hashable {
        let definition: Int
        let instance: InstanceName?
    }

    private var entries: [Entry] = []
    private var places: [Key: Int] = [:]
    private var round: UInt64 = 0

    var count: Int { entries.count }

    /// Begins an answer: what is not told again is gone.
    mutating func begin() { round &+= 1 }

    /// Takes in a value; false if the answer has told it already.
    mutating func add(_ key: Key, isCounter: Bool, _ numbers: [Double], at tick: Tick) -> Bool {
        guard let place = places[key] else {
            places[key] = entries.count
            entries.append(
                Entry(
                    definition: key.definition, instance: key.instance, counter: nil, numbers: numbers, round: round))
            if isCounter, let value = numbers.first {
                entries[entries.count - 1].counter = (value, tick)
                entries[entries.count - 1].numbers[0] = .nan
            }
            return true
        }
        guard entries[place].round != round else { return false }
        entries[place].round = round
        guard isCounter, let value = numbers.first else {
            entries[place].numbers = numbers
            return true
        }
        entries[place].numbers = numbers
        entries[place].numbers[0] = Self.rate(entries[place].counter, value, tick)
        entries[place].counter = (value, tick)
        return true
    }

    private static func rate(_ old: (value: Double, tick: Tick)?, _ value: Double, _ tick: Tick) -> Double {
        guard let old, value >= old.value, case let seconds = tick.seconds(since: old.tick), seconds > 0 else {
            return .nan
        }
        return (value - old.value) / seconds
    }

    /// Ends an answer.
    mutating func end() {
        let round = round
        guard entries.contains(where: { $0.round != round }) else { return }
        entries.removeAll { $0.round != round }
        places.removeAll(keepingCapacity: true)
        for (index, entry) in entries.enumerated() {
            places[Key(definition: entry.definition, instance: entry.instance)] = index
        }
    }

    /// Adds a row for each value.
    func report(into report: inout Report) {
        for entry in entries {
            report.begin(entry.definition, instance: entry.instance)
            for number in entry.numbers { report.append(number.isFinite ? number : nil) }
        }
    }
}
