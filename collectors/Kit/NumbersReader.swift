import MetricModel
import Procfs

/// A file of named numbers that several subjects need, read once a tick.
final class NumbersReader<Key: NumberKey> {
    typealias Parse = (inout Numbers<Key>, Span<UInt8>) throws(ProcfsError) -> Void

    private var file: ProcFile
    private let parse: Parse
    private(set) var numbers = Numbers<Key>()
    private var tick: Tick?
    private let isOptional: Bool
    /// Whether the file was there when it was last read.
    private(set) var isPresent = true

    /// A reader of a file; if it `isOptional`, a missing one means that the host has no such feature, which is no error.
    init(_ file: consuming ProcFile, isOptional: Bool = false, _ parse: @escaping Parse) {
        self.file = file
        self.isOptional = isOptional
        self.parse = parse
    }

    var values: [UInt64] { numbers.values }

    func read(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        guard self.tick != tick else { return }
        self.tick = nil
        if isOptional {
            let found: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                try parse(&numbers, bytes)
            }
            isPresent = found != nil
            if !isPresent { numbers.clear() }
        } else {
            try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try parse(&numbers, bytes) }
        }
        self.tick = tick
    }
}
