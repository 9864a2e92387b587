import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Host facts")
struct HostCollectorTests {
    @Test("words, cores, clock and start are what the files say")
    func facts() throws {
        let values = try HostCollector.values(of: .hypervisor)
        #expect(
            values.texts == [
                "host.os_name": "Linux", "host.os_release": "6.1.0-18-amd64", "host.machine_type": "x86_64",
                "host.cpu_model": "AMD EPYC 7302 16-Core Processor",
            ])
        // cpuinfo_max_freq is 3,000,000 kHz; one of the eight cores is offline.
        expect(
            values.row("host"),
            are: [
                "cpus": 7, "cpu_speed": 3000, "boot_time": 1_712_345_678, "uptime": 2_500_015,
            ])
    }

    @Test("a processor that does not tell its model or clock leaves both unknown")
    func noModel() throws {
        let values = try HostCollector.values(of: .container)
        #expect(values.texts["host.cpu_model"] == nil)
        #expect(values["host.cpu_speed"] == nil)
        #expect(values["host.cpus"] == 2)
    }

    @Test(
        "words stay on one line and fit into a datagram",
        arguments: [
            ("a\u{1B}[31mb\tc", "a [31mb c"),
            (String(repeating: "x", count: 5000), String(repeating: "x", count: Report.longestText)),
            (String(repeating: "x", count: 199) + "ü", String(repeating: "x", count: 199)),
            ("ウェブ群", "ウェブ群"),
        ])
    func hostileWords(release: String, sent: String) throws {
        let host = try PlayedHost(.hypervisor)
        try host.edit("proc/sys/kernel/osrelease") { _ in "\(release)\n" }
        #expect(try HostCollector.values(of: host) { _ in }.texts["host.os_release"] == sent)
    }
}
