import MetricModel
import Procfs

/// The instances of a subject and what was seen of each in this interval.
///
/// One that is not read again is forgotten with the next report; one beyond the limit is left out and counted.
struct InstanceTracks {
    private struct Entry {
        let name: String
        /// nil if the name cannot be sent, since it holds control characters or is too long.
        let instance: InstanceName?
        var track: Track
        var round: UInt64
    }

    private let columns: [Column]
    private let limit: Int
    private var entries: [Entry] = []
    /// Counts the readings of the whole subject.
    private var round: UInt64 = 0
    private var isFresh = false
    /// Instances of the last reading that were left out because there are too many.
    private(set) var leftOut = 0

    init(_ columns: [Column], limit: Int = instanceLimit) {
        self.columns = columns
        self.limit = limit
    }

    var isEmpty: Bool { entries.isEmpty }

    /// Begins a reading of all instances.
    mutating func begin() {
        round &+= 1
        leftOut = 0
        isFresh = true
    }

    /// Takes in one instance's numbers.
    ///
    /// - Parameter place: Where it probably stands: the instance's number in this reading.
    mutating func add(_ name: String, near place: Int, _ values: [UInt64], at tick: Tick) {
        guard let index = index(of: name, near: place) else {
            leftOut += 1
            return
        }
        entries[index].track.add(values, at: tick)
        entries[index].round = round
    }

    private mutating func index(of name: String, near place: Int) -> Int? {
        if place < entries.count, entries[place].name == name { return place }
        if let found = entries.firstIndex(where: { $0.name == name }) { return found }
        guard entries.count < limit else { return nil }
        entries.append(Entry(name: name, instance: InstanceName(name), track: Track(columns), round: round))
        return entries.count - 1
    }

    /// Adds a row for each instance of the last reading, if there was one since the last report.
    ///
    /// `given` is asked for the value of a column that ``Column/Source/given`` marks, by instance and column, and `text` for
    /// the words of one that ``Column/Source/text`` marks.
    mutating func report(
        _ definition: Int, into report: inout Report, given: (String, Int) -> Double? = { _, _ in nil },
        text: (String, Int) -> String? = { _, _ in nil }
    ) {
        guard isFresh else { return }
        isFresh = false
        let round = round
        if entries.contains(where: { $0.round != round }) { entries.removeAll { $0.round != round } }
        for index in entries.indices {
            guard let instance = entries[index].instance else { continue }
            let name = entries[index].name
            entries[index].track.report(
                definition, instance: instance, into: &report, given: { given(name, $0) }, text: { text(name, $0) })
        }
    }

    /// Forgets all readings, so that nothing is said about the time before the next one.
    mutating func forget() {
        isFresh = false
        for index in entries.indices { entries[index].track.forget() }
    }
}

/// The most instances of a subject that are reported, unless the subject states another limit: as many as a large host
/// has cores.
let instanceLimit = 512
