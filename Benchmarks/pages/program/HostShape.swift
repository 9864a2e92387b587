import Agent
import ArgumentParser
import Collectors
import Foundation
import MetricModel
import Procfs

/// What the simulated hosts have to say: the series of the default agent on a recorded host.
struct HostShape {
    private let templates: [PartTemplate]

    /// - `folder`: of the recorded host, with `first` and `second`, two moments of its /proc and /sys.
    init(recordedIn folder: String) throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "pages-bench-\(getpid())")
        defer { try? FileManager.default.removeItem(at: place) }
        try Self.lay("\(folder)/first", over: place.path)
        let roots = Roots(proc: ProcRoot("\(place.path)/proc"), sys: SysRoot("\(place.path)/sys"))
        var agent = Agent(roots, reportsCost: false, output: NoOutput()) { _ in }
        // Rates need two readings.
        let first = Tick(wall: Timestamp(seconds: 1_700_000_010), monotonic: 5_000_000_000_000)
        agent.sample(at: first, everything: true)
        try Self.lay("\(folder)/second", over: place.path)
        let second = Tick(wall: first.wall + 15_000, monotonic: first.monotonic + 15_000_000_000)
        agent.sample(at: second, everything: true)
        let definitions = agent.definitions
        let report = agent.values(at: second)
        templates = report.rows.enumerated().map { index, row in
            PartTemplate(
                definition: definitions[row.definition], instance: row.instance,
                numbers: Array(report.numbers[report.values(of: index)]), texts: report.texts(of: index))
        }
    }

    /// Copies a folder's files into those of another, which stay the same ones: collectors keep them open.
    private static func lay(_ folder: String, over place: String) throws {
        let copy = try Process.run(URL(filePath: "/bin/cp"), arguments: ["-rdT", folder, place])
        copy.waitUntilExit()
        guard copy.terminationStatus == 0 else {
            throw ValidationError("--like: expected a recorded host, found none in \(folder)")
        }
    }

    /// The series of a host: with as many cores as it has, and for databases a second disk.
    func parts(of host: SimulatedHost) -> [Part] {
        templates.flatMap { template -> [PartTemplate] in
            switch (template.definition.subject.text, template.instance?.text) {
            case ("network", let name?) where name.hasPrefix("ifb"): []
            case ("cpu", "0"), ("cpufreq", "0"), ("softnet", "0"): (0..<host.cores).map { template.with("\($0)") }
            case ("cpu", _?), ("cpufreq", _?), ("softnet", _?): []
            case ("disk", "vda") where host.role == .database: [template, template.with("vdb")]
            case ("filesystem", "/") where host.role == .database: [template, template.with("/srv")]
            default: [template]
            }
        }.map { Part($0, of: host) }
    }
}
