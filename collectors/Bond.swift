package import MetricModel
package import Procfs

/// Bonds, interfaces that are several in one, and their slaves, from `/proc/net/bonding`.
package final class BondCollector: Collector {
    enum Key: String, NumberKey {
        case mode, up, slaves, slavesUp, failures, mismatched, churned
        static let file: StaticString = "net/bonding"
    }

    enum TotalKey: String, NumberKey {
        case bonds, down, slaves, slavesDown, failures, mismatched
        static let file: StaticString = "net/bonding"
    }

    enum SlaveKey: String, NumberKey {
        case up, failures, speed, duplex, aggregator, active
        static let file: StaticString = "net/bonding"
    }

    private static let file = Columns<Key>(source: "/proc/net/bonding")
    private static let allFiles = Columns<TotalKey>(source: "/proc/net/bonding")
    private static let slaveFile = Columns<SlaveKey>(source: "/proc/net/bonding")

    static let totalColumns: [Column] = [
        allFiles.mean("bonds", .bonds, in: 0...1e6, "Bonds", "Interfaces that are several in one"),
        allFiles.mean("down", .down, in: 0...1e6, "Down", "Bonds without a link"),
        allFiles.mean("slaves", .slaves, in: 0...1e6, "Slaves", "Interfaces in bonds"),
        allFiles.mean("slaves_down", .slavesDown, in: 0...1e6, "Slaves down", "Interfaces in bonds without a link"),
        allFiles.rate("failure_rate", .failures, "Link failures per second", "Link Failure Count: links lost"),
        allFiles.mean(
            "agg_mismatch", .mismatched, in: 0...1e6, "Outside aggregator",
            "802.3ad: slaves outside of the active aggregator or without an answer from the switch"),
    ]

    static let columns: [Column] = [
        file.mean(
            "mode_id", .mode, in: 0...6, "Mode, number",
            "0 balance-rr, 1 active-backup, 2 balance-xor, 3 broadcast, 4 802.3ad, 5 balance-tlb, 6 balance-alb"),
        file.mean("up", .up, in: 0...1, "Up", "MII Status: 1 if the bond has a link, 0 if it has none"),
        file.mean("slaves", .slaves, in: 0...1e6, "Slaves", "Interfaces in the bond"),
        file.mean("slaves_up", .slavesUp, in: 0...1e6, "Slaves up", "Interfaces in the bond that have a link"),
        file.mean(
            "failures", .failures, "Link failures",
            "Link Failure Count: how often the slaves lost their link since they joined"),
        file.rate("failure_rate", .failures, "Link failures per second", "Link Failure Count: links lost"),
        file.mean(
            "agg_mismatch", .mismatched, in: 0...1e6, "Outside aggregator",
            "802.3ad: slaves outside of the active aggregator (or of the largest, where the kernel does not say which "
                + "is active) or without an answer from the switch"),
        file.mean(
            "churned", .churned, in: 0...1e6, "Churned",
            "802.3ad: slaves whose port this end and the switch could not agree on in time"),
        file.text("mode", "Mode", "Bonding Mode, by its name as an option"),
        file.text(
            "active_slave", "Active slave",
            "Currently Active Slave: which carries the traffic, in modes that choose one"),
    ]

    static let slaveColumns: [Column] = [
        slaveFile.mean("up", .up, in: 0...1, "Up", "MII Status: 1 up, 0 down or on the way"),
        slaveFile.mean(
            "failures", .failures, "Link failures", "Link Failure Count: how often the link was lost since it joined"),
        slaveFile.mean("speed", .speed, unit: .bitsPerSecond, "Speed", "What the link can carry"),
        slaveFile.mean("duplex", .duplex, in: 0...1, "Duplex", "1 full duplex, 0 half duplex"),
        slaveFile.mean("aggregator", .aggregator, in: 0...1e6, "Aggregator", "802.3ad: Aggregator ID"),
        slaveFile.mean(
            "active", .active, in: 0...1, "Active", "1 if the mode lets traffic go over it, 0 if it stands by"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "bond"), retention: .brief, pace: 15, title: "Bonds, together",
            fields: totalColumns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "bond"), hasInstances: true, retention: .detail, pace: 15, title: "Bond",
            fields: columns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "bond_slave"), hasInstances: true, retention: .brief, pace: 15,
            title: "Slave of a bond", fields: slaveColumns.map(\.field)),
    ]

    /// A bond and its file, which stays open.
    private final class Device {
        let name: String
        var file: ProcFile
        var bond = Bond()
        var isThere = false
        /// `bond0/eth0`, in the order of the bond's slaves.
        var slaves = DeviceTable<String>()

        init(_ name: String, _ proc: ProcRoot) {
            self.name = name
            file = proc.file("\(Bond.folder)/\(name)")
        }
    }

    /// Beyond as many bonds their files are not kept open.
    private static let limit = 64

    private let proc: ProcRoot
    private var folder: Folder
    private var devices: [Device] = []
    private var numbers = Numbers<Key>()
    private var slaveNumbers = Numbers<SlaveKey>()
    private var totals = Numbers<TotalKey>()
    private var total = Track(totalColumns)
    private var tracks = InstanceTracks(columns)
    private var slaveTracks = InstanceTracks(slaveColumns)
    private static let modeColumn = columns.firstIndex { $0.field.name.text == "mode" }

    package init(_ host: Roots, _ shared: SharedReaders) {
        proc = host.proc
        folder = proc.folder(Bond.folder)
    }

    package var leftOut: Int { max(0, folder.names.count - Self.limit) + tracks.leftOut + slaveTracks.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if folder.list() {
            devices = folder.names.prefix(Self.limit).map { name in
                devices.first { $0.name == name } ?? Device(name, proc)
            }
        }
        tracks.begin()
        slaveTracks.begin()
        var slavePlace = 0
        var sum = Sum()
        for (place, device) in devices.enumerated() {
            device.isThere =
                try device.file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                    try device.bond.parse(bytes)
                } != nil
            guard device.isThere else { continue }
            fill(from: device.bond)
            sum.add(device.bond)
            tracks.add(device.name, near: place, numbers.values, at: tick)
            for (index, slave) in device.bond.slaves.enumerated() {
                fill(from: slave, of: device.bond)
                let known = device.slaves.place(of: slave.name, near: index) { "\(device.name)/\($0)" }
                slaveTracks.add(device.slaves[known].memory, near: slavePlace, slaveNumbers.values, at: tick)
                slavePlace += 1
            }
            let slaves = device.bond.slaves
            device.slaves.prune(present: slaves.count) { name in slaves.contains { $0.name == name } }
        }
        guard sum.bonds > 0 else { return }
        totals.replace([sum.bonds, sum.down, sum.slaves, sum.slavesDown, sum.failures, sum.mismatched])
        total.add(totals.values, at: tick)
    }

    /// All bonds together.
    private struct Sum {
        var bonds: UInt64 = 0
        var down: UInt64 = 0
        var slaves: UInt64 = 0
        var slavesDown: UInt64 = 0
        var failures: UInt64?
        var mismatched: UInt64?

        mutating func add(_ bond: Bond) {
            bonds += 1
            if bond.isUp == false { down += 1 }
            slaves += UInt64(bond.slaves.count)
            slavesDown += UInt64(bond.slaves.count - bond.slavesUp)
            if let count = bond.failures { failures = (failures ?? 0) &+ count }
            if let count = bond.mismatched { mismatched = (mismatched ?? 0) + UInt64(count) }
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        total.report(0, into: &report)
        tracks.report(
            1, into: &report,
            text: { name, column in
                guard let device = devices.first(where: { $0.name == name }), device.isThere else { return nil }
                return column == Self.modeColumn ? device.bond.mode?.name : device.bond.activeSlave
            })
        slaveTracks.report(2, into: &report)
    }

    package func forget() {
        total.forget()
        tracks.forget()
        slaveTracks.forget()
    }

    private func fill(from bond: Bond) {
        numbers.replace([
            bond.mode?.rawValue, bond.isUp.map(flag), UInt64(bond.slaves.count), UInt64(bond.slavesUp), bond.failures,
            bond.mismatched.map(UInt64.init), bond.churned.map(UInt64.init),
        ])
    }

    private func fill(from slave: Bond.Slave, of bond: Bond) {
        slaveNumbers.replace([
            slave.isUp.map(flag), slave.failures, slave.speed, slave.isFullDuplex.map(flag), slave.aggregator,
            bond.isActive(slave).map(flag),
        ])
    }
}

/// 1 for what is so, 0 for what is not.
func flag(_ value: Bool) -> UInt64 { value ? 1 : 0 }
