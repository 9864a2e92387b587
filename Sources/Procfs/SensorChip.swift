import Glibc

/// The sensors of one kind that a chip has; they are read one after the other, over the same bus.
package struct SensorChip {
    package let sensors: [Sensor]
}

extension SensorChip {
    package static let folder = "class/hwmon"
    package static let zoneFolder = "class/thermal"

    /// All chips with sensors of a kind, and for temperatures the thermal zones that no chip gives.
    ///
    /// Costs dozens of system calls a chip, and allocates.
    package static func all(of kind: Sensor.Kind, _ sys: SysRoot) -> [SensorChip] {
        var folder = sys.folder(Self.folder)
        _ = folder.list()
        let found = folder.names.compactMap { Found($0, sys) }
        var names = SensorNames()
        var chips = found.map { chip in
            let others = found.count { $0.name == chip.name }
            return chip.sensors(of: kind, as: others > 1 ? "\(chip.name)-\(chip.device)" : chip.name, &names, sys)
        }
        if kind == .temperature { chips += zones(without: Set(found.map(\.name)), &names, sys) }
        return chips.filter { !$0.sensors.isEmpty }
    }

    private static func zones(
        without chips: Set<String>, _ names: inout SensorNames, _ sys: SysRoot
    ) -> [SensorChip] {
        sys.numbers(in: zoneFolder, of: "thermal_zone").compactMap { number in
            let path = "\(zoneFolder)/thermal_zone\(number)"
            guard let type = sys.line("\(path)/type") else { return nil }
            // The kernel makes a chip of most zones, whose name may hold no dash.
            guard !chips.contains(String(type.map { $0 == "-" ? "_" : $0 })) else { return nil }
            let critical = (0..<mostTrips).first { sys.line("\(path)/trip_point_\($0)_type") == "critical" }
            let sensor = Sensor(
                names.unused(type, else: "\(type) \(number)"), sys, input: "\(path)/temp",
                critical: critical.map { "\(path)/trip_point_\($0)_temp" })
            return SensorChip(sensors: [sensor])
        }
    }

    /// The kernel has no more trip points in a zone.
    private static let mostTrips = 12
}

/// Names that no two sensors share.
struct SensorNames {
    private var taken: Set<String> = []

    mutating func unused(_ name: String, else other: String) -> String {
        let name = taken.contains(name) ? other : name
        taken.insert(name)
        return name
    }
}

/// A folder of `/sys/class/hwmon`.
private struct Found {
    /// `coretemp`, `nvme`, `nct6775`.
    let name: String
    /// What tells it from others of the same name: its disk, or its place on a bus.
    let device: String
    private let path: String
    private let files: Set<String>

    init?(_ entry: String, _ sys: SysRoot) {
        let folder = "\(SensorChip.folder)/\(entry)"
        // Before Linux 3.15 most drivers put everything into the device's folder.
        let path = sys.has("\(folder)/name") ? folder : "\(folder)/device"
        guard let name = sys.line("\(path)/name") else { return nil }
        self.name = name
        self.path = path
        var disks = sys.folder("\(folder)/device/block")
        _ = disks.list()
        device = disks.names.first ?? sys.linkTarget("\(folder)/device") ?? entry
        var listing = sys.folder(path)
        _ = listing.list()
        files = Set(listing.names)
    }

    func sensors(of kind: Sensor.Kind, as chip: String, _ names: inout SensorNames, _ sys: SysRoot) -> SensorChip {
        let inputs = files.filter { $0.hasPrefix(kind.prefix) && $0.hasSuffix("_input") }
            .union(kind == .power ? files.filter { $0.hasPrefix("power") && $0.hasSuffix("_average") } : [])
        let numbers = Set(inputs.compactMap { Int($0.dropFirst(kind.prefix.count).prefix { $0 != "_" }) })
        return SensorChip(
            sensors: numbers.sorted().map { number in
                let stem = "\(kind.prefix)\(number)"
                func file(_ end: String) -> String? { files.contains(stem + end) ? "\(path)/\(stem)\(end)" : nil }
                let label = file("_label").flatMap(sys.line) ?? stem
                return Sensor(
                    names.unused("\(chip) \(label)", else: "\(chip) \(stem)"), sys,
                    input: file("_average") ?? "\(path)/\(stem)_input",
                    alarms: ["_alarm", "_min_alarm", "_max_alarm", "_crit_alarm", "_lcrit_alarm", "_fault"]
                        .compactMap(file),
                    high: file("_max"), critical: file("_crit"))
            })
    }
}

extension SysRoot {
    /// The last part of what a symbolic link names; nil if it is none.
    func linkTarget(_ relative: String) -> String? {
        var target = [CChar](repeating: 0, count: 1024)
        let count = readlink("\(path)/\(relative)", &target, target.count)
        guard count > 0 else { return nil }
        let text = String(validating: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text?.split(separator: "/").last.map { String($0) }
    }
}
