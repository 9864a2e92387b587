import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("CPU clocks and throttling")
struct CPUSpeedCollectorsTests {
    @Test("clocks come from cpufreq where the host has it")
    func cpufreq() throws {
        let values = try CPUFrequencyCollector.values(of: .hypervisor)
        #expect(values.rows == ["cpufreq", "cpufreq@0", "cpufreq@1", "cpufreq@2"] + (4...7).map { "cpufreq@\($0)" })
        #expect(values["cpufreq@0.hz"] == 3e9)
        #expect(values["cpufreq@7.hz"] == 2.3e9)
        // 3.0 to 2.4 GHz, and then the slowest at 2.2.
        let means = (2_700_000_000 + (18_900_000_000 - 200_000_000) / 7) / 2
        #expect(values["cpufreq.mean"].map { abs($0 - Double(means)) < 2 } == true)
        #expect(values["cpufreq.min"] == 2.3e9)
        #expect(values["cpufreq.max"] == 3e9)
    }

    @Test("clocks come from cpuinfo where there is no cpufreq, or where asking it takes long")
    func cpuinfo() throws {
        let many = try CPUFrequencyCollector.values(of: .manyCores)
        #expect(many.rows.count == 129)
        #expect(many["cpufreq.min"] == 2.25e9)
        #expect(many["cpufreq.max"] == 2.377e9)
        #expect(many["cpufreq@127.hz"] == 2.377e9)
        let host = try PlayedHost(.hypervisor)
        try host.edit("proc/sys/kernel/osrelease") { _ in "4.18.0-553.el8_10.x86_64\n" }
        let old = try CPUFrequencyCollector.values(of: host) { _ in }
        #expect(old["cpufreq@0.hz"] == 2.994374e9)
        #expect(try CPUFrequencyCollector.values(of: .container).rows.isEmpty)
    }

    @Test("a core that goes offline harms no other")
    func offline() throws {
        let listed = try CPUFrequencyCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.edit("sys/devices/system/cpu/online") { _ in "0-1\n" }
        }
        #expect(listed.rows == ["cpufreq", "cpufreq@0", "cpufreq@1"])
    }

    @Test("throttling is told of each core once, and of all cores and processors together")
    func throttle() throws {
        // Core 1 of processor 1 got too hot 30 times, for 1.5 s, and that processor 15 times, for 3 s.
        let values = try ThrottleCollector.values(of: .hypervisor)
        #expect(values.rows == ["throttle"] + [0, 2, 4, 6].map { "throttle@\($0)" })
        expect(
            values.row("throttle"), are: ["core_throttles": 2, "core_time": 2.5, "pkg_throttles": 1, "pkg_time": 10])
        expect(values.row("throttle@6"), are: ["core_throttles": 2, "core_time": 10])
        expect(values.row("throttle@0"), are: ["core_throttles": 0, "core_time": 0])
        #expect(try ThrottleCollector.values(of: .manyCores).rows.isEmpty)
    }

    @Test("where a core's counts cannot be read their sum is unknown; kernels that count no time tell none")
    func incomplete() throws {
        let host = try PlayedHost(.hypervisor)
        for core in [0, 1, 2, 4, 5, 6, 7] {
            for file in ["core", "package"] {
                try host.remove("sys/devices/system/cpu/cpu\(core)/thermal_throttle/\(file)_throttle_total_time_ms")
            }
        }
        let values = try ThrottleCollector.values(of: host) { host in
            try host.edit("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count") { _ in "25\n" }
            try host.remove("sys/devices/system/cpu/cpu4/thermal_throttle/core_throttle_count")
        }
        expect(values.row("throttle"), are: ["pkg_throttles": 0])
        expect(values.row("throttle@0"), are: ["core_throttles": 1])
    }

    @Test("a driver that is loaded late is found after a minute")
    func late() throws {
        let host = try PlayedHost(.container)
        defer { withExtendedLifetime(host) {} }
        let collector = CPUFrequencyCollector(host.roots)
        var buffer = ReadBuffer()
        var found: [Int] = []
        for sample in 0..<8 {
            try collector.sample(at: .start + Double(15 * sample), through: &buffer)
            if !collector.values(at: .start + Double(15 * sample)).rows.isEmpty { found.append(sample) }
            if sample == 0 { try host.edit("proc/cpuinfo") { _ in "processor : 0\ncpu MHz : 800\n" } }
        }
        #expect(found == [4, 5, 6, 7])
        try host.edit("proc/cpuinfo") { _ in "processor : 0\ncpu MHz : fast\n" }
        #expect(throws: ProcfsError.self) { try collector.sample(at: .start + 120, through: &buffer) }
    }
}
