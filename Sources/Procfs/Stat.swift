/// What the kernel reports in `/proc/stat`: processor times, and counters of the scheduler and of interrupts.
///
/// One value is parsed into again and again, so that its storage is reused. What a strange file lacks is nil.
package struct Stat: Sendable, Equatable {
    /// All cores together, those that went offline included.
    package private(set) var all = CPUTimes()
    /// Every core that is online, in the kernel's order; the ids of offline cores are missing.
    package private(set) var cores: [CoreTimes] = []
    /// Context switches since the start.
    package private(set) var contextSwitches: UInt64?
    /// When the host was started, in seconds since 1970 UTC; moves when the clock is set.
    package private(set) var bootTime: UInt64?
    /// Processes and threads created since the start.
    package private(set) var forks: UInt64?
    /// Tasks runnable at this moment.
    package private(set) var running: UInt64?
    /// Tasks waiting for a disk at this moment.
    ///
    /// Load counts other uninterruptible tasks too.
    package private(set) var blocked: UInt64?
    /// Interrupts and softirqs since the start.
    package private(set) var interrupts = InterruptTotals()

    package static let path = "stat"

    package init() {}
}

/// One core's times.
package struct CoreTimes: Sendable, Equatable {
    package var id: Int
    package var times: CPUTimes

    package init(id: Int, times: CPUTimes) {
        self.id = id
        self.times = times
    }
}

extension Stat {
    /// Replaces the reading; after an error it is empty, so that no difference can be taken from half a reading.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            clear()
            try fill(from: bytes)
        } catch {
            clear()
            throw error
        }
    }

    /// The times of a core; nil if it is offline.
    ///
    /// Costs nothing if the core stands at this place.
    package func times(ofCore id: Int, near place: Int) -> CPUTimes? {
        if cores.indices.contains(place), cores[place].id == id { return cores[place].times }
        return cores.first { $0.id == id }?.times
    }

    /// Tasks runnable beside the one that read the file, which is running.
    package var runningOthers: UInt64? { running.map { $0 > 0 ? $0 - 1 : 0 } }

    private mutating func clear() {
        all = CPUTimes()
        cores.removeAll(keepingCapacity: true)
        contextSwitches = nil
        bootTime = nil
        forks = nil
        running = nil
        blocked = nil
        interrupts.clear()
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "stat")
        var hasAll = false
        while try fields.nextLine(in: bytes) {
            let row = fields.word(in: bytes)
            if bytes.matches(row, "cpu") {
                all = try CPUTimes(&fields, in: bytes)
                hasAll = true
            } else if bytes.hasPrefix(row, "cpu") {
                let id = try fields.count(in: bytes, at: row.lowerBound + 3..<row.upperBound, "core number")
                cores.append(CoreTimes(id: id, times: try CPUTimes(&fields, in: bytes)))
            } else if bytes.matches(row, "ctxt") {
                contextSwitches = try fields.unsigned(in: bytes, "context switches")
            } else if bytes.matches(row, "btime") {
                bootTime = try fields.unsigned(in: bytes, "boot time")
            } else if bytes.matches(row, "processes") {
                forks = try fields.unsigned(in: bytes, "processes created")
            } else if bytes.matches(row, "procs_running") {
                running = try fields.unsigned(in: bytes, "running processes")
            } else if bytes.matches(row, "procs_blocked") {
                blocked = try fields.unsigned(in: bytes, "blocked processes")
            } else if bytes.matches(row, "intr") {
                try interrupts.takeHardware(&fields, in: bytes)
            } else if bytes.matches(row, "softirq") {
                try interrupts.takeSoftirqs(&fields, in: bytes)
            }
        }
        guard hasAll else { throw fields.malformed(in: bytes, 0..<bytes.count, "cpu row") }
    }
}
