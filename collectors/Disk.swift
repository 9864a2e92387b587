package import MetricModel
package import Procfs

/// Block devices, all together and each, from `/proc/diskstats`.
package final class DiskCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "disk"), retention: .planning, title: "Disks, together",
            fields: fields(util: "The busiest disk's share of time with a request under way")),
        Definition(
            subject: SubjectName(literal: "disk"), hasInstances: true, retention: .detail, title: "Disk",
            fields: fields(util: "Share of time with a request under way; 100 % need not be the device's limit")
                + deviceFields),
    ]

    private static func fields(util: String) -> [Field] {
        [
            field("read_bytes", .bytesPerSecond, .rate, "Read", "Bytes read"),
            field("write_bytes", .bytesPerSecond, .rate, "Written", "Bytes written"),
            field("reads", .perSecond, .rate, "Reads", "Read requests completed"),
            field("writes", .perSecond, .rate, "Writes", "Write requests completed"),
            field("r_await", .seconds, .rate, "Read await", "Mean time of a read, waiting included"),
            field("w_await", .seconds, .rate, "Write await", "Mean time of a write, waiting included"),
            field("await", .seconds, .rate, "Await", "Mean time of a read, write or discard, waiting included"),
            field("queue", .none, .rate, "Queue", "Mean number of requests under way (aqu-sz)"),
            Field(
                "util", .percent, .rate, in: 0...100, title: "Utilisation", summary: "\(util), from /proc/diskstats."),
            field("in_flight", .none, .gauge, "In flight", "Requests under way"),
        ]
    }

    /// What is worth a column for each device, but not ten years of one for their sum.
    private static let deviceFields = [
        field("discard_bytes", .bytesPerSecond, .rate, "Discarded", "Bytes discarded"),
        field("discards", .perSecond, .rate, "Discards", "Discard requests completed"),
        field("flushes", .perSecond, .rate, "Flushes", "Flush requests completed"),
        field("d_await", .seconds, .rate, "Discard await", "Mean time of a discard, waiting included"),
        field("f_await", .seconds, .rate, "Flush await", "Mean time of a flush, waiting included"),
        field("reads_merged", .perSecond, .rate, "Reads merged", "Reads joined to another before the device (rrqm/s)"),
        field(
            "writes_merged", .perSecond, .rate, "Writes merged", "Writes joined to another before the device (wrqm/s)"),
        field("areq_size", .bytes, .rate, "Request size", "Mean size of a read, write or discard (areq-sz)"),
    ]

    private static func field(
        _ name: StaticString, _ unit: Unit, _ kind: Field.Kind, _ title: String, _ meaning: String
    ) -> Field {
        Field(name, unit, kind, in: 0...1e15, title: title, summary: "\(meaning), from /proc/diskstats.")
    }

    private struct Memory {
        let device: BlockDevice
        var inFlight = Mean()

        /// Whether anything is said of the device, or of it in the total.
        var isWanted: Bool { device.isSummed || device.isShown }
    }

    private let sys: SysRoot
    private var file: ProcFile
    private var devices = DeviceTable<Memory>()
    private var current = Diskstats()
    private var start = Diskstats()
    private var startTick: Tick?
    private var lastTick: Tick?
    private var cap = InstanceCap()

    package var leftOut: Int { cap.leftOut }

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        file = host.proc.file(Diskstats.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try file.read(through: &buffer) { (bytes) throws(ProcfsError) in
            try current.parse(bytes) { devices[place(of: $0, near: devices.indices.upperBound)].memory.isWanted }
        }
        for index in current.rows.indices where current.rows[index].isWanted {
            let device = place(of: current.rows[index].name, near: index)
            let inFlight = current.rows[index].counters.inFlight
            // The kernel's counter of requests under way is known to slip below zero.
            if inFlight < 1 << 31 { devices[device].memory.inFlight.add(inFlight) }
        }
        lastTick = tick
        if startTick == nil { begin(at: tick) }
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard lastTick == tick, let startTick, startTick != tick else { return }
        let seconds = tick.seconds(since: startTick)
        var total = DiskTotal()
        var isWhole = true
        var inFlight: Double? = 0
        cap.begin()
        for (place, row) in current.rows.enumerated() where row.isWanted {
            let index = self.place(of: row.name, near: place)
            let device = devices[index].memory.device
            let mean = devices[index].memory.inFlight.take()
            guard let earlier = start.counters(of: row.name, near: place) else { continue }
            let delta = row.counters.delta(since: earlier)
            if device.isSummed {
                if let delta { total.add(delta) } else { isWhole = false }
                if let sum = inFlight { inFlight = mean.map { sum + $0 } }
            }
            if device.isShown, cap.admits(), let instance = devices[index].instance, let delta,
                let rates = DiskRates(delta, over: seconds)
            {
                report.begin(1, instance: instance)
                append(rates, inFlight: mean, to: &report)
                appendDevice(rates, to: &report)
            }
        }
        // A sum that lacks a disk whose counters were reset would look like a fall of the load.
        if isWhole, let rates = total.rates(over: seconds) {
            report.begin(0)
            append(rates, inFlight: inFlight, to: &report)
        }
        devices.prune(present: current.rows.count) { name in current.rows.contains { $0.name == name } }
        begin(at: tick)
    }

    package func forget() {
        startTick = nil
        for place in devices.indices { _ = devices[place].memory.inFlight.take() }
    }

    private func place(of name: String, near place: Int) -> Int {
        devices.place(of: name, near: place) { Memory(device: BlockDevice($0, sys: sys)) }
    }

    private func begin(at tick: Tick) {
        swap(&start, &current)
        startTick = tick
    }

    private func append(_ rates: DiskRates, inFlight: Double?, to report: inout Report) {
        report.append(rates.readBytes)
        report.append(rates.writeBytes)
        report.append(rates.reads)
        report.append(rates.writes)
        report.append(rates.readAwait)
        report.append(rates.writeAwait)
        report.append(rates.await)
        report.append(rates.queue)
        report.append(rates.utilisation)
        report.append(inFlight)
    }

    private func appendDevice(_ rates: DiskRates, to report: inout Report) {
        report.append(rates.discardBytes)
        report.append(rates.discards)
        report.append(rates.flushes)
        report.append(rates.discardAwait)
        report.append(rates.flushAwait)
        report.append(rates.readsMerged)
        report.append(rates.writesMerged)
        report.append(rates.requestSize)
    }
}
