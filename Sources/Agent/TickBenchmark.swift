import Collectors
import Glibc
import MetricModel
import Transport
import Wire

/// Runs ticks one after another, each with its report and its frame, so that what a tick costs can be counted.
///
/// Caches are hot, which they are not at one tick a second: both figures are worth knowing.
package struct TickBenchmark: ~Copyable {
    private var agent: Agent
    private var batch = DatagramBatch()
    private var now = Tick.now()

    package init(_ settings: Settings, log: @escaping (String) -> Void) throws(AgentError) {
        let name = HostName(literal: "benchmark")
        let output = FrameOutput(
            HostAnnouncement(cluster: settings.cluster, name: name, interval: UInt32(settings.interval * 1000)),
            sender: Sender(id: AgentID(high: 1, low: 1), start: 1), definitions: Catalogue.definitions)
        agent = Agent(
            Roots(proc: settings.proc, sys: settings.sys), settings.subjects, output: output, log: log)
    }

    /// Runs the ticks, each a second after the last by the clock that the agent is told.
    ///
    /// - Returns: A line of JSON: CPU microseconds per tick, values and bytes per tick.
    package mutating func run(_ ticks: Int) -> String {
        for _ in 0..<20 { tick() }
        let start = CostMeter.threadTime()
        var bytes = 0
        var values = 0
        for _ in 0..<ticks {
            tick()
            batch.forEach { bytes += $0.count }
            values += agent.reportedValues
        }
        let microseconds = Double(CostMeter.threadTime() - start) / 1000
        return "{\"ticks\":\(ticks),\"values\":\(values / ticks),\"cpu_us\":\(microseconds),"
            + "\"us_per_tick\":\(microseconds / Double(ticks)),\"bytes_per_tick\":\(bytes / ticks)}"
    }

    private mutating func tick() {
        now = Tick(wall: now.wall + 1000, monotonic: now.monotonic + 1_000_000_000)
        agent.sample(at: now)
        agent.reportInterval(at: now)
        batch.removeAll()
        agent.finish(&batch, at: now)
    }
}
