package import Procfs

/// The readings that are parsed into again and again.
package protocol Reparsed: Sendable {
    static var path: String { get }
    init()
    mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError)
}

extension Stat: Reparsed {}
extension Diskstats: Reparsed {}
extension NetDev: Reparsed {}
extension SoftnetStat: Reparsed {}
extension Mountinfo: Reparsed {}
extension Bond: Reparsed { package static let path = "\(folder)/bond0" }
extension VLAN: Reparsed { package static let path = "\(folder)/bond0.100" }
extension IPVS: Reparsed {}
extension Wireless: Reparsed {}
extension Mdstat: Reparsed {}
extension DRBD: Reparsed {}
extension Mountstats: Reparsed {}
extension Swaps: Reparsed {}
extension Zoneinfo: Reparsed {}
extension Interrupts: Reparsed {
    package init() { self.init(limit: 4096) }
}
extension CPUClocks: Reparsed {
    package static var path: String { "cpuinfo" }
}

extension Reparsed {
    package static func parsed(_ bytes: Span<UInt8>) throws(ProcfsError) -> Self {
        var reading = Self()
        try reading.parse(bytes)
        return reading
    }
}
