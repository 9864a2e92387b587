import Collectors
import Procfs
import TestKit
import Testing

@Suite("Batteries")
struct BatteryCollectorTests {
    private static let host = FixtureHost(name: "sensors")

    @Test("charge, power, health and the time left")
    func discharging() throws {
        // 38.08 Wh at 13.44 W last 10,200 s, 38.02 Wh at 13.92 W 9,832 s.
        let values = try BatteryCollector.values(of: Self.host)
        expect(
            values.row("battery@BAT0"),
            are: [
                "capacity": 86.5, "status": 0, "watts": 13.68, "volts": 12.204, "health_pct": 100 * 43.77 / 50.45,
                "cycles": 312, "time_left": 10_016,
            ])
        #expect(values.rows == ["battery@BAT0", "battery@BAT1"])
    }

    @Test("one that is plugged in lasts no known time, and firmware's 102 % are 100")
    func plugged() throws {
        expect(
            try BatteryCollector.values(of: Self.host).row("battery@BAT1"),
            are: ["capacity": 100, "status": 1, "watts": 2, "volts": 8, "health_pct": 80])
    }

    @Test("one that is taken out is left out, and put in again it is found")
    func swapped() throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        let collector = BatteryCollector(host.roots)
        var buffer = ReadBuffer()
        var rows: [[String]] = []
        for (minute, charge) in [nil, "0", "1"].enumerated() {
            if let charge {
                try host.edit("sys/class/power_supply/BAT0/uevent") {
                    $0.replacing(/PRESENT=\d/, with: "PRESENT=\(charge)")
                }
            }
            try collector.sample(at: .start + Double(60 * minute), through: &buffer)
            rows.append(collector.values(at: .start + Double(60 * minute)).rows)
        }
        #expect(rows == [["battery@BAT0", "battery@BAT1"], ["battery@BAT1"], ["battery@BAT1", "battery@BAT0"]])
    }

    @Test("a server has nothing to say", arguments: [FixtureHost.idleVM, .hypervisor])
    func absent(host: FixtureHost) throws {
        #expect(try BatteryCollector.values(of: host).rows.isEmpty)
    }
}
