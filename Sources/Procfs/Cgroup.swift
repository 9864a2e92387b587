/// A cgroup worth values of its own.
package struct Cgroup: Sendable, Equatable {
    /// Below the mount: `system.slice/ssh.service`.
    package let path: String
    /// What to call it: a service by its path, a container by its engine and the id as engines shorten it,
    /// `docker-0123456789ab`.
    package let name: String

    package enum Kind: Sendable {
        /// Services, users, virtual machines, and what else lies at the top.
        case service
        case container
    }
}

extension Cgroup {
    init(service path: String) { self.init(path: path, name: path) }

    /// The container whose folder this is; nil if it is of none.
    ///
    /// Engines name the folder by the container's id of 64 digits: `docker-ID.scope`, `libpod-ID.scope`,
    /// `cri-containerd-ID.scope`, `crio-ID`, or the id alone; LXC by the container's name.
    init?(container folder: String, in parent: String) {
        let path = parent.isEmpty ? folder : "\(parent)/\(folder)"
        if let name = Self.containerName(folder) {
            self.init(path: path, name: name)
        } else if parent.isEmpty, folder.hasPrefix("lxc.payload.") {
            self.init(path: path, name: "lxc-\(folder.dropFirst("lxc.payload.".utf8.count))")
        } else if parent == "lxc" {
            self.init(path: path, name: "lxc-\(folder)")
        } else {
            return nil
        }
    }

    private static let idLength = 64
    private static let shortLength = 12

    private static func containerName(_ folder: String) -> String? {
        let stem = folder.hasSuffix(".scope") ? folder.dropLast(".scope".utf8.count) : folder[...]
        let id = stem.suffix(idLength)
        guard id.utf8.count == idLength, id.utf8.allSatisfy({ isHexadecimal($0) }) else { return nil }
        let engine = stem.dropLast(idLength)
        guard engine.isEmpty || engine.last == "-" else { return nil }
        return "\(engine)\(id.prefix(shortLength))"
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    /// Whether the folder belongs to a container or to the process that watches one (`libpod-conmon-ID.scope`).
    static func isOfContainer(_ folder: String) -> Bool { containerName(folder) != nil }

    /// Whether it only holds the process that watches a container.
    var isMonitor: Bool { name.contains("conmon-") || name.hasPrefix("lxc-monitor") }
}
