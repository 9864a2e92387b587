package import MetricModel
package import Procfs

/// What hardly ever changes about a host, and since when it runs.
package final class HostCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "host"), retention: .detail, pace: 15, title: "Host",
            fields: [
                text("os_name", "Operating system", "The kernel's name, from /proc/sys/kernel/ostype.", "os_name"),
                text("os_release", "Kernel", "The kernel's release, from /proc/sys/kernel/osrelease.", "os_release"),
                text("machine_type", "Machine", "The hardware's type, from uname.", "machine_type"),
                text("cpu_model", "CPU", "The processor's name for itself, from /proc/cpuinfo.", nil),
                Field(
                    "cpus", .cores, .gauge, in: 0...1e6, title: "Cores", summary: "Cores online, from /proc/stat.",
                    flatName: "cpu_num"),
                Field(
                    "cpu_speed", .megahertz, .gauge, in: 0...1e6, title: "Clock",
                    summary:
                        "The most the first core can run at, from cpufreq, else its present clock, from /proc/cpuinfo.",
                    flatName: "cpu_speed"),
                Field(
                    "boot_time", .seconds, .gauge, in: 0...1e11, title: "Booted",
                    summary: "When the host was started, in seconds since 1970, from btime of /proc/stat.",
                    flatName: "boottime"),
                Field(
                    "uptime", .seconds, .gauge, in: 0...1e11, title: "Uptime",
                    summary: "Seconds since the host was started, from /proc/uptime."),
            ])
    ]

    private static func text(
        _ name: StaticString, _ title: String, _ summary: String, _ flatName: String?
    ) -> Field {
        Field(name, .none, .text, in: 0...0, title: title, summary: summary, flatName: flatName)
    }

    private let reader: StatReader
    private var uptimeFile: ProcFile
    private let host: Roots
    /// What cannot change while the host runs: read once, since that takes dozens of system calls.
    private var facts: HostFacts?
    private var uptime: Uptime?
    private var hasSample = false

    package init(_ host: Roots, _ shared: SharedReaders) {
        self.host = host
        reader = shared.stat
        uptimeFile = host.proc.file(Uptime.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        uptime = nil
        if facts == nil { facts = HostFacts(proc: host.proc, sys: host.sys) }
        // The rest can be told without it.
        try? reader.read(at: tick, through: &buffer)
        uptime = try uptimeFile.read(through: &buffer) { (bytes) throws(ProcfsError) in try Uptime(parsing: bytes) }
        hasSample = true
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard hasSample, let facts else { return }
        hasSample = false
        let cores = reader.stat.cores.count
        report.begin(0)
        report.append(text: facts.osType)
        report.append(text: facts.osRelease)
        report.append(text: facts.machineType)
        report.append(text: facts.cpuModel)
        report.append(cores > 0 ? Double(cores) : nil)
        report.append(facts.cpuMaximumMHz ?? facts.cpuMHz)
        report.append(reader.stat.bootTime.map { Double($0) })
        report.append(uptime?.seconds)
    }

    package func forget() { (facts, uptime, hasSample) = (nil, nil, false) }
}
