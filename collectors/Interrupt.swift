package import MetricModel
package import Procfs

/// The lines of interrupts that were busy, and whether one core served them, from `/proc/interrupts`.
package final class InterruptCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "interrupt"), hasInstances: true, retention: .brief, pace: 15,
            title: "Interrupt line",
            fields: [
                Field(
                    "rate", .perSecond, .rate, in: 0...1e13, title: "Rate",
                    summary: "Interrupts on the line, from /proc/interrupts."),
                Field(
                    "top_cpu", .none, .gauge, in: 0...1e6, title: "Busiest core",
                    summary: "The number of the core that served the most of them, from /proc/interrupts."),
                Field(
                    "top_share", .percent, .rate, in: 0...100, title: "Share of the busiest core",
                    summary: "How many of them that core served, from /proc/interrupts."),
            ])
    ]

    /// A line that moved.
    private struct Moved {
        let place: Int
        let sum: UInt64
        let busiest: Int
        let most: UInt32
    }

    private var file: ProcFile
    private var current = Interrupts()
    private var start = Interrupts()
    private var startTick: Tick?
    private var lastTick: Tick?
    /// The busiest lines of an interval, in their order.
    private var busiest: [Moved] = []
    package private(set) var leftOut = 0

    /// The most lines that are told of: a large host has hundreds, of which few matter.
    private static let limit = 64

    package init(_ host: Roots, _ shared: SharedReaders) {
        file = host.proc.file(Interrupts.path)
        busiest.reserveCapacity(Self.limit + 1)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let isRead: Bool? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try current.parse(bytes)
            return true
        }
        guard isRead != nil else { return forget() }
        lastTick = tick
        if startTick == nil { begin(at: tick) }
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard let lastTick, let startTick, lastTick != startTick else { return }
        let seconds = lastTick.seconds(since: startTick)
        // When a core comes or goes all columns move.
        if seconds > 0, current.cores == start.cores {
            choose()
            for line in busiest { append(line, over: seconds, to: &report) }
        }
        begin(at: lastTick)
    }

    package func forget() { (startTick, lastTick) = (nil, nil) }

    private func begin(at tick: Tick) {
        swap(&start, &current)
        startTick = tick
    }

    /// Keeps the busiest lines of those that moved.
    private func choose() {
        busiest.removeAll(keepingCapacity: true)
        leftOut = current.leftOut
        for place in current.lines.indices {
            guard let earlier = start.lines.place(of: current.lines[place].name, near: place),
                let advance = current.lines[place].advance(since: start.lines[earlier]), advance.sum > 0
            else { continue }
            if busiest.count == Self.limit {
                leftOut += 1
                guard let last = busiest.last, advance.sum > last.sum else { continue }
                busiest.removeLast()
            }
            let moved = Moved(place: place, sum: advance.sum, busiest: advance.busiest, most: advance.most)
            busiest.insert(moved, at: busiest.firstIndex { $0.sum < moved.sum } ?? busiest.count)
        }
    }

    private func append(_ moved: Moved, over seconds: Double, to report: inout Report) {
        let line = current.lines[moved.place]
        guard let name = InstanceName(line.label) else { return }
        report.begin(0, instance: name)
        report.append(Double(moved.sum) / seconds)
        // A line with one number for all cores does not say which.
        let isByCore = line.counts.count == current.cores.count
        report.append(isByCore ? Double(current.cores[moved.busiest]) : nil)
        report.append(isByCore ? 100 * Double(moved.most) / Double(moved.sum) : nil)
    }
}
