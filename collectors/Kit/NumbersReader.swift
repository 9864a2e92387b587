import MetricModel
import Procfs

/// A file of named numbers that several subjects need, read once a tick.
final class NumbersReader<Key: NumberKey> {
    typealias Parse = (inout Numbers<Key>, Span<UInt8>) throws(ProcfsError) -> Void

    private var file: ProcFile
    private let parse: Parse
    private(set) var numbers = Numbers<Key>()
    private var tick: Tick?

    init(_ file: consuming ProcFile, _ parse: @escaping Parse) {
        self.file = file
        self.parse = parse
    }

    var values: [UInt64] { numbers.values }

    func read(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        guard self.tick != tick else { return }
        self.tick = nil
        try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try parse(&numbers, bytes) }
        self.tick = tick
    }
}
