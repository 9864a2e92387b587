import Synchronization

/// The counts that the workers and those who store share: what has been done, and how much is waiting.
final class Ledger: Sendable {
    private let counters = Mutex(ArchiveCounters())
    private let waiting = Mutex(0)
    private let limit: Int
    private let report: @Sendable (ArchiveEvent) -> Void

    /// - `limit`: what the rows that wait may take in memory, in bytes.
    /// - `report`: is called on any thread and must not block.
    init(limit: Int, report: @escaping @Sendable (ArchiveEvent) -> Void) {
        self.limit = limit
        self.report = report
    }

    var snapshot: ArchiveCounters { counters.withLock { $0 } }

    func count(_ change: (inout ArchiveCounters) -> Void) {
        counters.withLock { change(&$0) }
    }

    func tell(_ event: ArchiveEvent) { report(event) }

    func failed(_ action: ArchiveCounters.Action, _ error: any Error) {
        let text = "\(error)"
        let isFirst = counters.withLock { counters in
            var failures = counters.errors[action] ?? .init(count: 0, lastText: text)
            failures.count += 1
            failures.lastText = text
            counters.errors[action] = failures
            return failures.count == 1
        }
        if isFirst { report(.failed(action, text: text)) }
    }

    /// Whether there is room for a row of this cost, which then counts as waiting until it is released.
    func admit(_ cost: Int) -> Bool {
        waiting.withLock { waiting in
            guard waiting + cost <= limit else { return false }
            waiting += cost
            return true
        }
    }

    /// Whether so much waits that files had better be written before their time: three quarters of what may.
    var isPressed: Bool { waiting.withLock { $0 > limit / 4 * 3 } }

    /// Has a row's cost count as waiting even if there is no room for it.
    func force(_ cost: Int) {
        waiting.withLock { $0 += cost }
    }

    func release(_ cost: Int) {
        waiting.withLock { $0 -= cost }
    }
}
