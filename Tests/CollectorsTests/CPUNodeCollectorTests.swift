import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("CPU time of NUMA nodes")
struct CPUNodeCollectorTests {
    @Test("is that of the node's cores together")
    func sums() throws {
        // Core n of 128 is busy 5n of 1,500 ticks, one half of the cores a node; iowait of core 5 steps back by 10, not on by 4.
        let values = try CPUNodeCollector.values(of: .manyCores)
        #expect(values.rows == ["cpu_node@0", "cpu_node@1"])
        #expect(values["cpu_node@0.user"] == 100 * Double(5 * 63 * 64 / 2) / Double(64 * 1500 - 14))
        #expect(values["cpu_node@1.user"] == 100 * Double((64..<128).reduce(0) { $0 + 5 * $1 }) / (64 * 1500))
        let shares: [String: Double] = [
            "user": 12, "nice": 1, "system": 8, "idle": 20, "iowait": 6, "irq": 0, "softirq": 2, "steal": 0,
            "guest": 51,
        ]
        expect(try CPUNodeCollector.values(of: .hypervisor).row("cpu_node@1"), are: shares)
    }

    @Test("leaves out a core that came or went in the interval")
    func hotplug() throws {
        let host = try PlayedHost(.hypervisor)
        try host.drop("cpu5", from: "proc/stat")
        let values = try CPUNodeCollector.values(of: host) { host in
            try host.advance()
            try host.drop("cpu0", from: "proc/stat")
            try host.edit("proc/stat") { $0.replacing("cpu5 90000900", with: "cpu5 99000900") }
        }
        #expect(values["cpu_node@0.user"] == 12)
        #expect(values["cpu_node@1.user"] == 12)
    }

    @Test("asks again for the lists when the number of cores changes")
    func relisted() throws {
        let values = try CPUNodeCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.drop("cpu7", from: "proc/stat")
            try host.edit("sys/devices/system/node/online") { _ in "1\n" }
            try host.edit("sys/devices/system/node/node1/cpulist") { _ in "4-6\n" }
        }
        #expect(values.rows == ["cpu_node@1"])
    }

    @Test("says nothing of a node without cores, nor where there are no nodes")
    func none() throws {
        let host = try PlayedHost(.hypervisor)
        try host.edit("sys/devices/system/node/node0/cpulist") { _ in "\n" }
        let values = try CPUNodeCollector.values(of: host) {
            try $0.advance()
            // The second moment has its own lists, which nobody reads.
        }
        #expect(values.rows == ["cpu_node@1"])
        #expect(try CPUNodeCollector.values(of: .container).rows.isEmpty)
    }
}
