import MetricModel
import Synchronization

/// The one present of an aggregator and its archive, whichever thread asks.
final class Timekeeper: Sendable {
    private let clock: Mutex<SteadyClock>
    private let read: @Sendable () -> SteadyClock.Reading
    private let report: @Sendable (SteadyClock.Event) -> Void

    /// - `read`: the machine's clocks.
    /// - `report`: is told what a log should say, by any thread.
    init(
        _ read: @escaping @Sendable () -> SteadyClock.Reading, report: @escaping @Sendable (SteadyClock.Event) -> Void
    ) {
        clock = Mutex(SteadyClock(read()))
        self.read = read
        self.report = report
    }

    /// What dates is steadied; what measures intervals is the monotonic clock as it is.
    func now() -> Tick {
        // Read under the lock, so that readings come in their order.
        let (tick, event) = clock.withLock { $0.now(read()) }
        if let event { report(event) }
        return tick
    }

    var leap: SteadyClock.Leap? { clock.withLock { $0.leap } }
}
