/// An energy counter of a processor (RAPL), from `/sys/class/powercap`; since 5.10 root alone may read it.
package final class EnergyZone {
    /// `package-0`, `package-0 dram`, `psys`.
    package let name: String
    /// The counter begins again at zero beyond as many microjoules: after three quarters of an hour at 100 W.
    package let range: UInt64
    private var file: ProcFile

    init?(_ path: String, below parent: String? = nil, _ sys: SysRoot) {
        guard let own = sys.line("\(path)/name") else { return nil }
        name = parent.map { "\($0) \(own)" } ?? own
        range = sys.line("\(path)/max_energy_range_uj").flatMap { UInt64($0) } ?? 0
        file = sys.file("\(path)/energy_uj")
    }

    /// Microjoules; nil if they may not be read.
    package func read(through buffer: inout ReadBuffer) throws(ProcfsError) -> UInt64? {
        try file.number(of: "energy_uj", through: &buffer)
    }

    /// How far the counter came, once around at most; nil if it was reset.
    package func advance(from earlier: UInt64, to later: UInt64) -> UInt64? {
        if let advance = later.advance(since: earlier) { return advance }
        guard earlier <= range else { return nil }
        return later &+ (range - earlier)
    }
}

extension EnergyZone {
    package static let folder = "class/powercap"

    /// Packages, and the parts of each.
    ///
    /// Allocates.
    package static func all(_ sys: SysRoot) -> [EnergyZone] {
        var zones: [EnergyZone] = []
        for number in sys.numbers(in: folder, of: "intel-rapl:") {
            guard let package = EnergyZone("\(folder)/intel-rapl:\(number)", sys) else { continue }
            zones.append(package)
            for part in sys.numbers(in: folder, of: "intel-rapl:\(number):") {
                let path = "\(folder)/intel-rapl:\(number):\(part)"
                if let zone = EnergyZone(path, below: package.name, sys) { zones.append(zone) }
            }
        }
        return zones
    }
}
