package import MetricModel
package import Procfs

/// Interrupts, and the work that they put off by its type, from `/proc/stat`.
package final class SoftirqCollector: Collector {
    private static let file = Columns<InterruptKey>(source: "/proc/stat")

    private static let columns = [
        file.rate("hardware", .hardware, "Hardware", "Hardware interrupts: the first number of intr"),
        file.rate("total", .softirq, "Total", "Softirqs of all types"),
        file.rate("hi", .hi, "High", "HI: tasklets of high priority"),
        file.rate("timer", .timer, "Timer", "TIMER: timers of the kernel"),
        file.rate("net_tx", .netTx, "Net, sending", "NET_TX: packets to send"),
        file.rate("net_rx", .netRx, "Net, receiving", "NET_RX: packets received"),
        file.rate("block", .block, "Block", "BLOCK: disk requests completed"),
        file.rate("irq_poll", .irqPoll, "IRQ poll", "IRQ_POLL: devices that are polled"),
        file.rate("tasklet", .tasklet, "Tasklet", "TASKLET: small work of drivers"),
        file.rate("sched", .sched, "Scheduler", "SCHED: balancing of tasks between cores"),
        file.rate("hrtimer", .hrtimer, "Hrtimer", "HRTIMER: timers of high resolution"),
        file.rate("rcu", .rcu, "RCU", "RCU: the kernel's deferred freeing of memory"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "softirq"), retention: .brief, title: "Interrupts and softirqs",
            fields: columns.map(\.field))
    ]

    private let reader: StatReader
    private var track = Track(columns)

    package init(_ host: Roots, _ shared: SharedReaders) { reader = shared.stat }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try reader.read(at: tick, through: &buffer)
        track.add(reader.stat.interrupts.values, at: tick)
    }

    package func report(at tick: Tick, into report: inout Report) { track.report(0, into: &report) }

    package func forget() { track.forget() }
}
