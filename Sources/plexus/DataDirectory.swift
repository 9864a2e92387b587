import Foundation

/// Where the aggregator keeps its data when it is not told.
enum DataDirectory {
    /// `/var/lib/plexus` if it can be written or made, else `$XDG_STATE_HOME/plexus`.
    static var standard: String {
        let system = "/var/lib/plexus"
        let manager = FileManager.default
        if manager.isWritableFile(atPath: system) { return system }
        if !manager.fileExists(atPath: system), manager.isWritableFile(atPath: "/var/lib") { return system }
        let environment = ProcessInfo.processInfo.environment
        let state = environment["XDG_STATE_HOME"] ?? "\(environment["HOME"] ?? ".")/.local/state"
        return "\(state)/plexus"
    }
}
