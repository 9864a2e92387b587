import Agent
import Collectors
import Foundation
import MetricModel
import Procfs
import TestKit
import Testing
import Wire

@Suite("The size of an hour")
struct WireSizeTests {
    /// A host that goes on for as long as one likes: counters advance at the pace of the fixture's two moments, everything
    /// else changes between the two.
    private struct Continued {
        let folder: TemporaryFolder
        private var files: [(path: String, first: [Substring], second: [Substring], counts: Bool)] = []

        init(_ host: FixtureHost) throws {
            folder = try TemporaryFolder()
            let source = host.first.folder
            for path in try FileManager.default.contentsOfDirectory(atPath: source) {
                try FileManager.default.copyItem(atPath: "\(source)/\(path)", toPath: "\(folder.path)/\(path)")
            }
            let counters = [
                "stat", "vmstat", "diskstats", "net/dev", "net/snmp", "net/netstat", "net/snmp6", "pressure/cpu",
                "pressure/io", "pressure/memory",
            ]
            for path in counters + ["meminfo", "loadavg", "uptime", "net/sockstat", "net/softnet_stat"] {
                let texts = try ["first", "second"].map { moment in
                    try String(contentsOfFile: "\(host.folder)/\(moment)/proc/\(path)", encoding: .utf8)
                }
                files.append(
                    (path, Self.words(of: texts[0]), Self.words(of: texts[1]), counters.contains(path)))
            }
        }

        /// Words and what stands between them, alternately.
        private static func words(of text: String) -> [Substring] {
            text.split(separator: /\b/, omittingEmptySubsequences: false)
        }

        func advance(to interval: Int) throws {
            for file in files {
                let words = zip(file.first, file.second).map { first, second in
                    guard first != second else { return String(first) }
                    guard file.counts, let start = UInt64(first), let end = UInt64(second), end > start else {
                        return String(interval.isMultiple(of: 2) ? first : second)
                    }
                    return "\(start + (end - start) * UInt64(interval))"
                }
                try Data(words.joined().utf8).write(to: URL(filePath: "\(folder.path)/proc/\(file.path)"))
            }
        }
    }

    @Test("is at most 6 bytes a value for an idle machine, descriptions and all")
    func bytesPerValue() throws {
        let host = try Continued(.idleVM)
        let roots = Roots(proc: ProcRoot("\(host.folder.path)/proc"), sys: SysRoot("\(host.folder.path)/sys"))
        var agent = Agent(roots, reportsCost: false, output: NoOutput()) { Issue.record("\($0)") }
        var output = FrameOutput(
            HostAnnouncement(
                cluster: GroupName(literal: "default"), name: HostName(literal: "web1.example.org"), interval: 15_000),
            sender: Sender(id: AgentID(high: .max, low: .max), start: .max), definitions: Catalogue.definitions)
        var bytes = output.answers(at: .start).reduce(0) { $0 + $1.count }
        var (values, changed) = (0, 0)
        for interval in 0...240 {
            try host.advance(to: interval)
            let tick = Tick.start + Double(15 * interval)
            agent.sample(at: tick)
            let report = agent.values(at: tick)
            values += report.numbers.count { !$0.isNaN } + report.texts.count
            changed += report.numbers.count { !$0.isNaN && $0 != 0 }
            bytes += output.datagrams(of: report, at: tick).reduce(0) { $0 + $1.count }
        }
        // Else it would be a machine that stands still, whose zeros are cheap; most counters of errors are always 0.
        #expect(changed > values / 4)
        let average = Double(bytes) / Double(values)
        print("an hour of idle-vm: \(bytes) bytes for \(values) values, \(average) bytes a value")
        #expect(average <= 6)
    }
}
