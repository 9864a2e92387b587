/// The numbers that are wanted of a battery; the raw value is the kernel's name in its `uevent`, or ours for what follows
/// from several.
package enum BatteryKey: String, NumberKey {
    /// Percent of what it holds when it is full.
    case capacity = "POWER_SUPPLY_CAPACITY"
    /// Microwatts, microamperes and microvolts; whether it gives or takes is ``status``'s to say.
    case power = "POWER_SUPPLY_POWER_NOW"
    case current = "POWER_SUPPLY_CURRENT_NOW"
    case voltage = "POWER_SUPPLY_VOLTAGE_NOW"
    /// What it holds: now, when it is full, and when it was new and full. In microwatt-hours, or in microampere-hours:
    /// firmware counts one or the other.
    case energyNow = "POWER_SUPPLY_ENERGY_NOW"
    case energyFull = "POWER_SUPPLY_ENERGY_FULL"
    case energyDesign = "POWER_SUPPLY_ENERGY_FULL_DESIGN"
    case chargeNow = "POWER_SUPPLY_CHARGE_NOW"
    case chargeFull = "POWER_SUPPLY_CHARGE_FULL"
    case chargeDesign = "POWER_SUPPLY_CHARGE_FULL_DESIGN"
    /// How often it was emptied and filled; firmware that does not count says 0.
    case cycles = "POWER_SUPPLY_CYCLE_COUNT"
    /// Seconds until it is empty; few tell.
    case timeToEmpty = "POWER_SUPPLY_TIME_TO_EMPTY_NOW"

    /// As ``BatteryStatus``.
    case status
    /// ``energyFull`` and ``energyDesign``, or what is known of charge.
    case full, design

    package static let file: StaticString = "power_supply/uevent"
}

/// What `/sys/class/power_supply/BAT0/uevent` says, in lines such as `POWER_SUPPLY_CAPACITY=87`.
///
/// One value serves all batteries one after the other: what it learned of a file's order holds for most of them.
package struct BatteryState: Sendable {
    package private(set) var numbers = Numbers<BatteryKey>()
    /// False for a bay without a battery.
    package private(set) var isPresent = true
    private var layout = NumberLayout(of: BatteryKey.self)
    private let slots = Slots()

    private struct Slots: Sendable {
        let capacity = BatteryKey.capacity.slot
        let power = BatteryKey.power.slot
        let current = BatteryKey.current.slot
        let voltage = BatteryKey.voltage.slot
        let energyNow = BatteryKey.energyNow.slot
        let energyFull = BatteryKey.energyFull.slot
        let energyDesign = BatteryKey.energyDesign.slot
        let chargeNow = BatteryKey.chargeNow.slot
        let chargeFull = BatteryKey.chargeFull.slot
        let chargeDesign = BatteryKey.chargeDesign.slot
        let cycles = BatteryKey.cycles.slot
        let timeToEmpty = BatteryKey.timeToEmpty.slot
        let status = BatteryKey.status.slot
        let full = BatteryKey.full.slot
        let design = BatteryKey.design.slot
    }

    package init() {}

    /// Replaces the reading; after an error nothing is known.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        numbers.clear()
        isPresent = true
        do throws(ProcfsError) {
            try parseLines(bytes)
        } catch {
            numbers.clear()
            throw error
        }
        conclude()
    }

    private mutating func parseLines(_ bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: BatteryKey.file)
        var place = 0
        while try fields.nextLine(in: bytes) {
            // What firmware says of maker and model may hold anything, the end of a line too.
            guard let name = fields.text(upTo: UInt8(ascii: "="), in: bytes) else { continue }
            let value = fields.remainder()
            if bytes.matches(name, "POWER_SUPPLY_STATUS") {
                numbers.set(BatteryStatus(bytes, value)?.rawValue, at: slots.status)
            } else if bytes.matches(name, "POWER_SUPPLY_PRESENT") {
                isPresent = try fields.unsigned(in: bytes, at: value, "number") != 0
            } else if let slot = layout.slot(at: place, bytes, name) {
                // Some drivers tell by a sign whether current flows in or out, and not all mean the same by it.
                let digits = bytes.hasPrefix(value, "-") ? value.lowerBound + 1..<value.upperBound : value
                numbers.set(try fields.unsigned(in: bytes, at: digits, "number"), at: slot)
            }
            place += 1
        }
        guard place > 0 else { throw fields.malformed(in: bytes, 0..<0, "name=value") }
    }

    /// Works out what firmware leaves to the reader.
    private mutating func conclude() {
        // Some firmware goes on counting beyond full.
        numbers.set(self[slots.capacity].map { min($0, 100) }, at: slots.capacity)
        if self[slots.cycles] == 0 { numbers.set(nil, at: slots.cycles) }
        let isEnergyKnown = self[slots.energyFull] != nil && self[slots.energyDesign] != nil
        numbers.set(self[isEnergyKnown ? slots.energyFull : slots.chargeFull], at: slots.full)
        numbers.set(self[isEnergyKnown ? slots.energyDesign : slots.chargeDesign], at: slots.design)
        if self[slots.power] == nil, let current = self[slots.current], let voltage = self[slots.voltage] {
            let (product, isTooLarge) = current.multipliedReportingOverflow(by: voltage)
            if !isTooLarge { numbers.set(product / 1_000_000, at: slots.power) }
        }
        guard self[slots.status] == BatteryStatus.discharging.rawValue else {
            numbers.set(nil, at: slots.timeToEmpty)
            return
        }
        if self[slots.timeToEmpty] == nil {
            numbers.set(
                Self.seconds(self[slots.energyNow], by: self[slots.power])
                    ?? Self.seconds(self[slots.chargeNow], by: self[slots.current]), at: slots.timeToEmpty)
        }
    }

    /// How long an amount lasts of which so much goes in an hour; nil if nothing goes.
    private static func seconds(_ amount: UInt64?, by hourly: UInt64?) -> UInt64? {
        guard let amount, let hourly, hourly > 0 else { return nil }
        let (product, isTooLarge) = amount.multipliedReportingOverflow(by: 3600)
        return isTooLarge ? nil : product / hourly
    }

    private subscript(slot: Int) -> UInt64? {
        let value = numbers.values[slot]
        return value == Numbers<BatteryKey>.absent ? nil : value
    }
}
