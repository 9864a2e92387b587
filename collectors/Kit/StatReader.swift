import MetricModel
import Procfs

/// `/proc/stat`, which several subjects need, read once a tick.
final class StatReader {
    private var file: ProcFile
    private(set) var stat = Stat()
    private var tick: Tick?

    init(_ proc: ProcRoot) { file = proc.file(Stat.path) }

    func read(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        guard self.tick != tick else { return }
        self.tick = nil
        try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try stat.parse(bytes) }
        self.tick = tick
    }
}
