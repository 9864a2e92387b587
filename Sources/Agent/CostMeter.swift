package import Collectors
import Glibc
package import MetricModel
import Procfs

/// Adds up what the agent costs its host, for the values by which it speaks of itself.
package struct CostMeter: ~Copyable {
    private var tickTime: UInt64 = 0
    private var ticks: UInt64 = 0
    private var bytes = 0
    private var datagrams = 0
    private var errors = 0
    private var lastReport: (tick: Tick, threadTime: UInt64)?
    private var memory = ProcFile("/proc/self/statm")
    private var buffer = ReadBuffer(capacity: 256)
    private static let page = Double(sysconf(CInt(_SC_PAGESIZE)))

    package init() {}

    /// Nanoseconds that this thread has run.
    package static func threadTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Adds the CPU time of one tick's readings, in nanoseconds.
    package mutating func addTick(_ nanoseconds: UInt64) {
        tickTime &+= nanoseconds
        ticks += 1
    }

    package mutating func addSent(datagrams: Int, bytes: Int, failed: Int) {
        self.datagrams += datagrams
        self.bytes += bytes
        errors += failed
    }

    /// Adds the row about the agent as a whole, and begins another interval.
    package mutating func report(values: Int, failed: Int, leftOut: Int, at tick: Tick, into report: inout Report) {
        let threadTime = Self.threadTime()
        let seconds = lastReport.map { tick.seconds(since: $0.tick) } ?? 0
        func rate(_ count: Double) -> Double? { seconds > 0 ? count / seconds : nil }
        report.begin(0)
        report.append(
            lastReport.flatMap { rate(100 * Double(threadTime - min($0.threadTime, threadTime)) / 1e9) }.map {
                min($0, 100)
            })
        report.append(ticks > 0 ? Double(tickTime) / 1e9 / Double(ticks) : nil)
        report.append(Double(values))
        report.append(rate(Double(bytes)))
        report.append(rate(Double(datagrams)))
        report.append(rate(Double(errors)))
        report.append(residentBytes())
        report.append(Double(failed))
        report.append(Double(leftOut))
        lastReport = (tick, threadTime)
        (tickTime, ticks, bytes, datagrams, errors) = (0, 0, 0, 0, 0)
    }

    /// The second number of `statm` is in pages.
    private mutating func residentBytes() -> Double? {
        let pages: UInt64? = try? memory.read(through: &buffer) { (bytes) throws(ProcfsError) in
            var fields = Fields(of: "self/statm")
            _ = try fields.nextLine(in: bytes)
            _ = try fields.unsigned(in: bytes, "pages of address space")
            return try fields.unsigned(in: bytes, "resident pages")
        }
        return pages.map { Double($0) * Self.page }
    }
}
