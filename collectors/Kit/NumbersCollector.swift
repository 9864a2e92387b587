package import MetricModel
package import Procfs

/// A subject as a whole whose values all come from one file of named numbers: a subclass says which, and what they mean.
package class NumbersCollector<Key: NumberKey> {
    private let reader: NumbersReader<Key>
    private var track: Track

    init(_ reader: NumbersReader<Key>, _ columns: [Column]) {
        self.reader = reader
        track = Track(columns)
    }

    package final func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try reader.read(at: tick, through: &buffer)
        if reader.isPresent { track.add(reader.values, at: tick) } else { track.forget() }
    }

    package final func report(at tick: Tick, into report: inout Report) { track.report(0, into: &report) }

    package final func forget() { track.forget() }
}
