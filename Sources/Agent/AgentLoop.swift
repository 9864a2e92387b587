import Collectors
import MetricModel
package import Transport

/// Runs an agent by the wall clock, on the thread that calls it.
package struct AgentLoop: ~Copyable {
    private var agent: Agent
    private var schedule: Schedule
    private var batch = DatagramBatch()
    private var waitList = WaitList()
    /// When the interval's datagrams are to be sent; nil if they have been.
    private var sendAt: Timestamp?
    private var intervalsSent = 0
    private let tidy: (() -> Void)?
    /// Which of the slow subjects' periods it was when ``tidy`` was last called; nil before.
    private var tidiedPeriod: Int64?

    /// A loop that begins now.
    ///
    /// - Parameters:
    ///   - agent: What to run.
    ///   - interval: Seconds between two reports.
    ///   - delay: Milliseconds from the end of an interval to its sending.
    ///   - tidy: Called after the second interval has been sent, when everything that starting needs is done, and then
    ///     after the first in which slow subjects may have been read anew.
    package init(_ agent: consuming Agent, interval: Int, delay: Int64, tidy: (() -> Void)? = nil) {
        self.agent = agent
        self.tidy = tidy
        schedule = Schedule(interval: interval, delay: delay, at: Tick.now().wall)
    }

    /// Collects and sends until the waker rings, then says goodbye.
    package mutating func run(_ outlet: inout some (Outlet & ~Copyable), until waker: Waker) throws(TransportError) {
        var now = Tick.now()
        agent.sample(at: now)
        sendAnswers(&outlet, at: now)
        while true {
            let next = min(schedule.nextSecond(after: now.wall), sendAt ?? Timestamp(milliseconds: .max))
            waitList.removeAll()
            outlet.addDescriptors(to: &waitList)
            let wakeup = try waitList.wait(
                waker: waker, timeoutMilliseconds: Int(clamping: max(0, next - now.wall)))
            now = Tick.now()
            switch wakeup {
            case .woken:
                if Self.isRinging(waker) { return sayGoodbye(&outlet) }
            case .readable: outlet.answers { agent.heard($0) }
            case .timedOut: break
            }
            if let due = sendAt, now.wall >= due { sendInterval(&outlet, at: now) }
            guard schedule.isNewSecond(now.wall) else { continue }
            agent.sample(at: now)
            if schedule.isReportDue(now.wall) {
                sendInterval(&outlet, at: now)
                agent.reportInterval(at: now)
                sendAt = now.wall + schedule.delay
                if schedule.delay == 0 { sendInterval(&outlet, at: now) }
            } else if sendAt == nil {
                sendAnswers(&outlet, at: now)
            }
        }
    }

    /// A signal that nobody minds also ends a wait.
    private static func isRinging(_ waker: Waker) -> Bool {
        (try? Wakeup.wait(for: [], waker: waker, timeoutMilliseconds: 0)) == .woken
    }

    private mutating func sendInterval(_ outlet: inout some (Outlet & ~Copyable), at now: Tick) {
        guard sendAt != nil else { return }
        sendAt = nil
        send(&outlet, at: now)
        intervalsSent += 1
        let period = now.wall.seconds / AgentCost.slowPace
        if tidiedPeriod.map({ period != $0 }) ?? (intervalsSent >= 2) {
            tidiedPeriod = period
            tidy?()
        }
    }

    private mutating func sendAnswers(_ outlet: inout some (Outlet & ~Copyable), at now: Tick) {
        if agent.prepareAnswers(at: now) { send(&outlet, at: now) }
    }

    private mutating func sayGoodbye(_ outlet: inout some (Outlet & ~Copyable)) {
        let now = Tick.now()
        sendInterval(&outlet, at: now)
        agent.prepareGoodbye(at: now)
        send(&outlet, at: now)
    }

    private mutating func send(_ outlet: inout some (Outlet & ~Copyable), at now: Tick) {
        batch.removeAll()
        agent.finish(&batch, at: now)
        guard !batch.isEmpty else { return }
        let failed = outlet.send(batch, at: now)
        agent.sent(datagrams: batch.count, bytes: batch.byteCount, failed: failed)
    }
}
