import Agent
import Collectors
import Foundation
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("The agent")
struct AgentTests {
    private static func subjects(_ report: Report) -> Set<String> {
        Set(report.rows.map { Catalogue.definitions[$0.definition].subject.text })
    }

    /// A host of which a few files can be read.
    private struct Host {
        let folder: TemporaryFolder
        var roots: Roots { Roots(proc: ProcRoot("\(folder.path)/proc"), sys: SysRoot("\(folder.path)/sys")) }

        init() throws {
            folder = try TemporaryFolder()
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/proc/self", withIntermediateDirectories: true)
        }

        func write(_ path: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/proc/\(path)"))
        }
    }

    @Test("leaves out what fails, says so once, and goes on with the others")
    func failure() throws {
        let host = try Host()
        try host.write("loadavg", "0.10 0.20 0.30 1/100 1234\n")
        try host.write("meminfo", "MemTotal: 1000 kB\n")
        let lines = Lines()
        var agent = Agent(host.roots, reportsCost: false, output: NoOutput()) { lines.add($0) }
        agent.sample(at: .start)
        let values = agent.values(at: .start)
        #expect(Self.subjects(values) == ["load", "limits", "memory", "memory_use"])
        let first = lines.take()
        // Those that many hosts lack say nothing.
        let failed = [
            "cgroup", "cpu", "cpu_node", "disk", "filesystem", "host", "icmp", "ip", "ip_ext",
            "link", "load_now", "network", "paging", "processes", "qdisc", "reclaim", "sockets", "softirq", "tcp",
            "tcp_ext", "udp",
        ]
        #expect(first.map { $0.prefix { $0 != ":" } }.sorted() == failed.map { Substring($0) })
        let path = "\(host.folder.path)/proc/net/dev"
        #expect(first.contains("network: left out: \(path): cannot be read: No such file or directory"))
        for second in 1..<120 { agent.sample(at: .start + Double(second)) }
        #expect(lines.take().isEmpty)
    }

    @Test("takes up what can be read again, and says so")
    func recovery() throws {
        let host = try Host()
        let lines = Lines()
        var agent = Agent(host.roots, reportsCost: false, output: NoOutput()) { lines.add($0) }
        agent.sample(at: .start)
        _ = lines.take()
        try host.write("loadavg", "0.10 0.20 0.30 1/100 1234\n")
        agent.sample(at: .start + 1)
        #expect(lines.take() == ["load: can be read again"])
        let recovered = agent.values(at: .start + 1)
        #expect(Self.subjects(recovered) == ["load"])
        try host.write("loadavg", "0.10 nan\n")
        agent.sample(at: .start + 2)
        #expect(lines.take() == [#"load: left out: loadavg: expected 5-minute load, found "nan""#])
        let failed = agent.values(at: .start + 2)
        #expect(failed.rows.isEmpty)
    }

    @Test("reports a file once though it is broken in another way each second")
    func manyFailures() throws {
        let host = try Host()
        let lines = Lines()
        var agent = Agent(host.roots, reportsCost: false, output: NoOutput()) { lines.add($0) }
        for second in 0..<30 {
            try host.write("loadavg", "0.10 x\(second)\n")
            agent.sample(at: .start + Double(second))
        }
        #expect(lines.take().count { $0.hasPrefix("load: ") } == 1)
    }

    @Test("samples fast subjects each second and slow ones at their pace, also after the clock was set back")
    func paces() throws {
        let host = try Host()
        try host.write("self/mountinfo", "25 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n")
        try host.write("../statvfs", "4096 1000 600 500 100 90 0 /\n")
        var agent = Agent(host.roots, reportsCost: false, output: NoOutput()) { _ in }
        func sampleAndReport(_ tick: Tick) throws -> Set<String> {
            try host.write("loadavg", "0.10 0.20 0.30 1/100 1234\n")
            agent.sample(at: tick)
            return Self.subjects(agent.values(at: tick))
        }
        #expect(try sampleAndReport(.start) == ["load", "limits", "filesystem"])
        #expect(try sampleAndReport(.start + 0.5) == [])
        #expect(try sampleAndReport(.start + 1) == ["load"])
        #expect(try sampleAndReport(.start + 14) == ["load"])
        #expect(try sampleAndReport(.start + 15) == ["load", "limits", "filesystem"])
        let setBack = Tick(wall: Tick.start.wall + -7_200_000, monotonic: (Tick.start + 16).monotonic)
        #expect(try sampleAndReport(setBack) == ["load", "limits", "filesystem"])
    }
}
