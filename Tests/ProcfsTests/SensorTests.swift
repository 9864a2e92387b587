import Parsers
import Procfs
import TestKit
import Testing

@Suite("Sensors")
struct SensorTests {
    private let sys = FixtureHost(name: "sensors").first.sys

    @Test(
        "a number may be negative",
        arguments: [("27800\n", 27800), ("-62000\n", -62000), ("0\n", 0), ("-0\n", 0), ("9223372036854775807\n", .max)]
            as [(String, Int64)])
    func signed(text: String, value: Int64) throws {
        #expect(try parse(text) { (bytes) throws(ProcfsError) in try Number.parseSigned(bytes, of: "hwmon") } == value)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"hwmon: expected number, found """#), ("-\n", #"hwmon: expected number, found """#),
            ("--5\n", #"hwmon: expected number, found "-5""#), ("+5\n", #"hwmon: expected number, found "+5""#),
            ("5 6\n", #"hwmon: expected one number, found "6""#), ("5", #"hwmon: expected end of line, found "5""#),
            ("9223372036854775808\n", #"hwmon: expected number, found "9223372036854775808""#),
            ("-9223372036854775808\n", #"hwmon: expected number, found "-9223372036854775808""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) {
            try parse(text) { (bytes) throws(ProcfsError) in try Number.parseSigned(bytes, of: "hwmon") }
        }
        #expect(error?.description == message)
    }

    @Test("chips of one name are told apart by their device; a zone that a chip gives is not there twice")
    func temperatures() {
        #expect(
            SensorChip.all(of: .temperature, sys).map { $0.sensors.map(\.name) } == [
                ["acpitz temp1"], ["nvme-nvme0 Composite", "nvme-nvme0 Sensor 1"],
                ["nvme-nvme1 Composite", "nvme-nvme1 Sensor 1"], ["drivetemp temp1"],
                ["coretemp Package id 0", "coretemp Core 0", "coretemp Core 1", "coretemp Core 2", "coretemp Core 3"],
                ["nct6798 SYSTIN", "nct6798 AUXTIN0"], ["x86_pkg_temp"], ["iwlwifi_1"],
            ])
    }

    @Test(
        "other kinds",
        arguments: [
            (.fan, ["nct6798 fan1", "nct6798 fan2"]), (.voltage, ["nct6798 in0", "nct6798 in1"]),
            (.power, ["power_meter power1"]),
        ] as [(Sensor.Kind, [String])])
    func kinds(kind: Sensor.Kind, names: [String]) {
        #expect(SensorChip.all(of: kind, sys).flatMap { $0.sensors.map(\.name) } == names)
    }

    @Test("energy counters belong to a package")
    func energy() {
        #expect(EnergyZone.all(sys).map(\.name) == ["package-0", "package-0 core", "package-0 dram"])
    }

    @Test(
        "an energy counter goes around at its range",
        arguments: [
            (100, 150, 50), (100, 100, 0), (65_712_999_600, 12, 25), (65_712_999_614, 12, nil),
        ] as [(UInt64, UInt64, UInt64?)])
    func around(earlier: UInt64, later: UInt64, advance: UInt64?) throws {
        let dram = try #require(EnergyZone.all(sys).last)
        #expect(dram.range == 65_712_999_613)
        #expect(dram.advance(from: earlier, to: later) == advance)
    }

    @Test("a host without sensors has none", arguments: [Sensor.Kind.temperature, .fan, .power, .voltage])
    func none(kind: Sensor.Kind) {
        #expect(SensorChip.all(of: kind, FixtureHost.idleVM.first.sys).isEmpty)
        #expect(EnergyZone.all(FixtureHost.idleVM.first.sys).isEmpty)
    }
}
