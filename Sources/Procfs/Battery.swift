/// A battery of the host or of a UPS that the kernel knows; its file stays open.
package final class Battery {
    /// `BAT0`.
    package let name: String
    private var uevent: ProcFile

    package static let folder = "class/power_supply"

    /// nil for what is no battery, and for the battery of a mouse or the like.
    init?(_ name: String, _ sys: SysRoot) {
        let folder = "\(Self.folder)/\(name)"
        guard let type = sys.line("\(folder)/type"), ["Battery", "UPS"].contains(type),
            sys.line("\(folder)/scope") != "Device"
        else { return nil }
        self.name = name
        uevent = sys.file("\(folder)/uevent")
    }

    /// Those among what a folder lists.
    ///
    /// Allocates.
    package static func all(_ names: [String], _ sys: SysRoot) -> [Battery] { names.compactMap { Battery($0, sys) } }

    /// Reads all that the kernel tells of it in one go, for which that may ask firmware for milliseconds.
    ///
    /// - Returns: Whether there is a battery.
    package func read(into state: inout BatteryState, through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
        let isThere: Void? = try uevent.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try state.parse(bytes)
        }
        return isThere != nil && state.isPresent
    }
}
