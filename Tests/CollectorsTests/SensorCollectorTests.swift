import Collectors
import Foundation
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Temperatures, fans and power")
struct SensorCollectorTests {
    private static let host = FixtureHost(name: "sensors")

    @Test("a temperature is the mean of its samples, with the limits that were set")
    func temperatures() throws {
        let values = try TemperatureCollector.values(of: Self.host)
        expect(
            values.row("temperature@coretemp Core 0"),
            are: ["celsius": 53, "high": 80, "critical": 100, "alarm": 0])
        expect(
            values.row("temperature@nvme-nvme1 Composite"),
            are: ["celsius": 46.35, "high": 81.85, "critical": 84.85, "alarm": 1])
        expect(values.row("temperature@nvme-nvme0 Sensor 1"), are: ["celsius": 38.85])
        expect(values.row("temperature@nct6798 AUXTIN0"), are: ["celsius": -62, "alarm": 0])
        expect(values.row("temperature@x86_pkg_temp"), are: ["celsius": 55])
        expect(values.row("temperature@iwlwifi_1"), are: ["celsius": 41, "critical": 110])
        #expect(values.rows.count == 15)
    }

    @Test("a SATA disk is known by its name where there are several")
    func disks() throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        try host.copy("sys/class/hwmon/hwmon3", to: "sys/class/hwmon/hwmon9")
        try host.copy(
            "sys/class/hwmon/hwmon9/device/block/sda", to: "sys/class/hwmon/hwmon9/device/block/sdb")
        try host.remove("sys/class/hwmon/hwmon9/device/block/sda")
        let names = SensorChip.all(of: .temperature, host.roots.sys).flatMap { $0.sensors.map(\.name) }
        #expect(names.filter { $0.hasPrefix("drivetemp") } == ["drivetemp-sda temp1", "drivetemp-sdb temp1"])
    }

    @Test("fans turn or stand, voltages are in volts, power in watts")
    func others() throws {
        let fans = try FanCollector.values(of: Self.host)
        expect(fans.row("fan@nct6798 fan1"), are: ["speed": 1202.5, "alarm": 0])
        expect(fans.row("fan@nct6798 fan2"), are: ["speed": 0, "alarm": 1])
        let voltages = try VoltageCollector.values(of: Self.host)
        expect(voltages.row("voltage@nct6798 in0"), are: ["volts": 1.024, "alarm": 0])
        let power = try PowerCollector.values(of: Self.host)
        expect(power.row("power@power_meter power1"), are: ["watts": 179])
        // The package's counter began again: 500 J before and 475 J after in 15 s.
        expect(power.row("power@package-0"), are: ["watts": 65])
        expect(power.row("power@package-0 core"), are: ["watts": 50])
        expect(power.row("power@package-0 dram"), are: ["watts": 4])
    }

    @Test("a sensor that does not answer is absent, and the others go on")
    func silent() throws {
        let host = try PlayedHost(Self.host)
        for file in ["hwmon/hwmon3/temp1_input", "hwmon/hwmon5/temp1_alarm", "powercap/intel-rapl:0:1/energy_uj"] {
            try host.unread("sys/class/\(file)")
        }
        let values = try TemperatureCollector.values(of: host) { _ in }
        #expect(!values.rows.contains("temperature@drivetemp temp1"))
        expect(values.row("temperature@nct6798 SYSTIN"), are: ["celsius": 35, "high": 80])
        #expect(values.rows.count == 14)
        #expect(try PowerCollector.values(of: host) { _ in }.row("power@package-0 core") == ["watts": 0])
        #expect(try !PowerCollector.values(of: host) { _ in }.rows.contains("power@package-0 dram"))
    }

    @Test("a temperature that cannot be is unknown", arguments: ["-128001", "65535000"])
    func impossible(value: String) throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        try host.edit("sys/class/hwmon/hwmon0/temp1_input") { _ in "\(value)\n" }
        let collector = TemperatureCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        let rows = collector.values(at: .start).rows
        #expect(!rows.contains("temperature@acpitz temp1"))
        #expect(rows.count == 14)
    }

    @Test("a chip that takes long is read once a minute, and its reading stands for that time")
    func slow() throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        var now: UInt64 = 0
        let readings = SensorReadings(host.roots.sys, .fan) {
            now += 6_000_000
            return now
        }
        var buffer = ReadBuffer()
        var speeds: [Double] = []
        for step in 0..<8 {
            try host.edit("sys/class/hwmon/hwmon5/fan1_input") { _ in "\(1000 + step)\n" }
            try readings.sample(at: .start + Double(15 * step), through: &buffer)
            readings.report { instance, value, _ in
                if instance.text == "nct6798 fan1" { speeds.append(value) }
            }
        }
        #expect(speeds == [1000, 1001, 1001, 1001, 1001, 1005, 1005, 1005])
    }

    @Test("a chip that answers at once is read each time")
    func quick() throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        let readings = SensorReadings(host.roots.sys, .fan) { 0 }
        var buffer = ReadBuffer()
        var speeds: [Double] = []
        for step in 0..<4 {
            try host.edit("sys/class/hwmon/hwmon5/fan1_input") { _ in "\(1000 + step)\n" }
            try readings.sample(at: .start + Double(15 * step), through: &buffer)
            readings.report { instance, value, _ in
                if instance.text == "nct6798 fan1" { speeds.append(value) }
            }
        }
        #expect(speeds == [1000, 1001, 1002, 1003])
    }

    @Test("a chip that comes later is found within a minute")
    func later() throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        let collector = FanCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.values(at: .start).rows.count == 2)
        try host.copy("sys/class/hwmon/hwmon5", to: "sys/class/hwmon/hwmon8")
        try collector.sample(at: .start + 60, through: &buffer)
        #expect(collector.values(at: .start + 60).rows.count == 4)
    }

    @Test("a virtual machine has nothing to say")
    func absent() throws {
        #expect(try TemperatureCollector.values(of: .idleVM).rows.isEmpty)
        #expect(try FanCollector.values(of: .idleVM).rows.isEmpty)
        #expect(try PowerCollector.values(of: .idleVM).rows.isEmpty)
    }
}
