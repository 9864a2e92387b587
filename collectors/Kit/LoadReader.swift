import MetricModel
import Procfs

/// `/proc/loadavg`, which several subjects need, read once a tick.
final class LoadReader {
    private var file: ProcFile
    private var load: LoadAverage?
    private var tick: Tick?

    init(_ proc: ProcRoot) { file = proc.file(LoadAverage.path) }

    func read(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) -> LoadAverage {
        if self.tick == tick, let load { return load }
        self.tick = nil
        let load = try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try LoadAverage(parsing: bytes) }
        self.load = load
        self.tick = tick
        return load
    }
}
