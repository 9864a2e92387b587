import Procfs
import TestKit
import Testing

@Suite("Batteries")
struct BatteryTests {
    private func read(_ properties: String...) throws(ProcfsError) -> BatteryState {
        let text = properties.map { "POWER_SUPPLY_\($0)\n" }.joined()
        var state = BatteryState()
        try parse(text) { (bytes) throws(ProcfsError) in try state.parse(bytes) }
        return state
    }

    @Test("one that counts energy")
    func energy() throws {
        let state = try read(
            "STATUS=Discharging", "PRESENT=1", "CYCLE_COUNT=312", "VOLTAGE_NOW=12204000", "POWER_NOW=10000000",
            "ENERGY_FULL_DESIGN=50000000", "ENERGY_FULL=40000000", "ENERGY_NOW=20000000", "CAPACITY=50")
        let numbers = state.numbers
        #expect([numbers[.capacity], numbers[.cycles], numbers[.status]] == [50, 312, 0])
        #expect([numbers[.power], numbers[.voltage]] == [10_000_000, 12_204_000])
        #expect([numbers[.full], numbers[.design]] == [40_000_000, 50_000_000])
        #expect(numbers[.timeToEmpty] == 7200)
    }

    @Test("one that counts charge: its power is current × voltage, whatever the current's sign")
    func charge() throws {
        let state = try read(
            "STATUS=Discharging", "VOLTAGE_NOW=8000000", "CURRENT_NOW=-250000", "CHARGE_FULL_DESIGN=5000000",
            "CHARGE_FULL=4000000", "CHARGE_NOW=1000000")
        let numbers = state.numbers
        #expect(numbers[.power] == 2_000_000)
        #expect([numbers[.full], numbers[.design]] == [4_000_000, 5_000_000])
        #expect(numbers[.timeToEmpty] == 14400)
    }

    @Test("a UPS that tells how long it lasts is believed")
    func told() throws {
        let state = try read("STATUS=Discharging", "POWER_NOW=1", "ENERGY_NOW=1", "TIME_TO_EMPTY_NOW=900")
        #expect(state.numbers[.timeToEmpty] == 900)
    }

    @Test(
        "what it does",
        arguments: [
            ("Discharging", 0), ("Not charging", 1), ("Charging", 2), ("Full", 3), ("Unknown", nil), ("", nil),
        ] as [(String, UInt64?)])
    func status(word: String, expected: UInt64?) throws {
        #expect(try read("STATUS=\(word)").numbers[.status] == expected)
    }

    @Test("lasts no known time unless it discharges", arguments: ["Charging", "Full", "Unknown"])
    func plugged(status: String) throws {
        let state = try read("STATUS=\(status)", "POWER_NOW=1", "ENERGY_NOW=1", "TIME_TO_EMPTY_NOW=900")
        #expect(state.numbers[.timeToEmpty] == nil)
    }

    @Test("what was not counted, does not flow or is too large to be true is unknown")
    func unknown() throws {
        let state = try read(
            "STATUS=Discharging", "CYCLE_COUNT=0", "CAPACITY=104", "CURRENT_NOW=18446744073709551614",
            "VOLTAGE_NOW=18446744073709551614", "CHARGE_NOW=18446744073709551614", "ENERGY_FULL=5", "CHARGE_FULL=4")
        let numbers = state.numbers
        #expect(numbers[.cycles] == nil)
        #expect(numbers[.capacity] == 100)
        #expect(numbers[.power] == nil)
        #expect(numbers[.timeToEmpty] == nil)
        #expect([numbers[.full], numbers[.design]] == [4, nil])
        let idle = try read("STATUS=Discharging", "POWER_NOW=0", "ENERGY_NOW=5")
        #expect(idle.numbers[.timeToEmpty] == nil)
    }

    @Test("a bay may be empty, and the next battery is not")
    func bay() throws {
        var state = try read("PRESENT=0")
        #expect(!state.isPresent)
        try parse("POWER_SUPPLY_CAPACITY=9\n") { (bytes) throws(ProcfsError) in try state.parse(bytes) }
        #expect(state.isPresent)
        #expect(state.numbers[.capacity] == 9)
    }

    @Test("a maker's name may hold anything")
    func maker() throws {
        #expect(try read("MANUFACTURER=A=\u{1}B\nC", "CAPACITY=5").numbers[.capacity] == 5)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"power_supply/uevent: expected name=value, found """#),
            ("name\n", #"power_supply/uevent: expected name=value, found """#),
            ("POWER_SUPPLY_CAPACITY=\n", #"power_supply/uevent: expected number, found """#),
            ("POWER_SUPPLY_CAPACITY=87 \n", #"power_supply/uevent: expected number, found "87 ""#),
            ("POWER_SUPPLY_CURRENT_NOW=--1\n", #"power_supply/uevent: expected number, found "-1""#),
            ("POWER_SUPPLY_PRESENT=yes\n", #"power_supply/uevent: expected number, found "yes""#),
            (
                "POWER_SUPPLY_CAPACITY=8",
                #"power_supply/uevent: expected end of line, found "POWER_SUPPLY_CAPACITY=8""#
            ),
        ])
    func malformed(text: String, message: String) {
        var state = BatteryState()
        let error = #expect(throws: ProcfsError.self) {
            try parse(text) { (bytes) throws(ProcfsError) in try state.parse(bytes) }
        }
        #expect(error?.description == message)
        #expect(state.numbers[.capacity] == nil)
    }

    @Test("power supplies that are no batteries, and those of a mouse, are not among them")
    func all() {
        let sys = FixtureHost(name: "sensors").first.sys
        var folder = sys.folder(Battery.folder)
        _ = folder.list()
        #expect(folder.names == ["AC", "BAT0", "BAT1", "BAT2", "hidpp_battery_0"])
        #expect(Battery.all(folder.names, sys).map(\.name) == ["BAT0", "BAT1", "BAT2"])
    }
}
