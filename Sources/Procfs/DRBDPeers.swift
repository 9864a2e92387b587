/// The devices of DRBD 9, each as each of its peers sees it, from `/sys/kernel/debug/drbd/resources`, which root alone may
/// read.
///
/// The folders are walked seldom, by ``list()``.
package struct DRBDPeers {
    /// One volume of a resource and one peer.
    ///
    /// Its file is opened for each reading: while it is open, DRBD keeps what it speaks of.
    package final class Peer {
        /// `resource/peer/volume`.
        package let name: String
        package private(set) var device = DRBD()
        private let path: String

        init(_ name: String, _ path: String, in sys: SysRoot) {
            self.name = name
            self.path = "\(sys.path)/\(path)"
        }

        /// Reads the file; false once it is gone.
        package func read(through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
            var file = ProcFile(path)
            return try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in try device.parse(bytes) }
                != nil
        }
    }

    package private(set) var peers: [Peer] = []
    /// The folders that were walked, the resources' first.
    private var folders: [Folder] = []
    private let sys: SysRoot

    private static let resources = "kernel/debug/drbd/resources"

    package init(_ sys: SysRoot) { self.sys = sys }

    /// Looks for what came and went, and keeps the files that stay.
    ///
    /// Allocates nothing while the folders hold the same names.
    package mutating func list() {
        var isSame = !folders.isEmpty
        for place in folders.indices where folders[place].list() { isSame = false }
        if isSame { return }
        folders.removeAll()
        var found: [Peer] = []
        for resource in names(Self.resources) {
            let connections = "\(Self.resources)/\(resource)/connections"
            for peer in names(connections) {
                // Beside the volumes, which are numbers, there are files that speak of the connection.
                for volume in names("\(connections)/\(peer)") where volume.utf8.allSatisfy({ (48...57).contains($0) }) {
                    let name = "\(resource)/\(peer)/\(volume)"
                    let path = "\(connections)/\(peer)/\(volume)/proc_drbd"
                    found.append(peers.first { $0.name == name } ?? Peer(name, path, in: sys))
                }
            }
        }
        peers = found
    }

    private mutating func names(_ path: String) -> [String] {
        var folder = sys.folder(path)
        _ = folder.list()
        folders.append(folder)
        return folder.names
    }
}
