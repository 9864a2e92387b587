import Glibc

/// Which cgroups a host has, of version 2.
///
/// Listing takes tens of microseconds a folder and allocates; whether it must be done again costs one system call for each
/// folder that was listed.
package struct CgroupTree: Sendable {
    /// Where they are mounted.
    package let mount: String
    /// The folders that were listed, and how many links each had: two more than it has subfolders.
    ///
    /// The kernel does not move a cgroup's time of modification when one is made in it.
    private var listed: [(folder: Folder, links: UInt)] = []

    package init(at mount: String) { self.mount = mount }

    /// The tree that the mounts tell; nil if version 2 is not mounted below `/sys`.
    package init?(_ mountinfo: Mountinfo, sys: SysRoot) {
        let place = mountinfo.mounts.first { $0.type == "cgroup2" && $0.mountPoint.hasPrefix("/sys/") }
        guard let place else { return nil }
        self.init(at: "\(sys.path)/\(place.mountPoint.dropFirst("/sys/".utf8.count))")
    }

    /// Whether there are more or fewer cgroups in a folder than when it was listed; true before the first listing.
    ///
    /// If one came as another went this does not tell.
    package func hasChanged() -> Bool {
        listed.isEmpty || listed.contains { Self.links(of: $0.folder.path) != $0.links }
    }

    /// Whether a folder holds other names than when it was listed, however many.
    ///
    /// Costs about 20 µs a folder, and allocates nothing while the names are the same.
    package mutating func holdsOthers() -> Bool {
        for place in listed.indices where listed[place].folder.list() { return true }
        return false
    }

    /// All cgroups of a kind, sorted by their paths.
    package mutating func list(_ kind: Cgroup.Kind) -> [Cgroup] {
        listed.removeAll()
        let cgroups =
            switch kind {
            case .service: services()
            case .container: containers(in: "", depth: 0)
            }
        return cgroups.sorted { $0.path < $1.path }
    }

    /// What lies in these is worth more than their sum.
    private static let parents = ["machine.slice", "system.slice", "user.slice"]

    private mutating func services() -> [Cgroup] {
        var services: [Cgroup] = []
        for top in subfolders(of: "") {
            guard Self.parents.contains(top) else {
                services.append(Cgroup(service: top))
                continue
            }
            for child in subfolders(of: top) where !Cgroup.isOfContainer(child) {
                let isShown = child.hasSuffix(".service") || child.hasSuffix(".slice")
                // Virtual machines are scopes; elsewhere those are sessions and the like, which come and go.
                guard isShown || top == "machine.slice" && child.hasSuffix(".scope") else { continue }
                services.append(Cgroup(service: "\(top)/\(child)"))
            }
        }
        return services
    }

    /// Rootless engines put theirs into `user.slice/user-1000.slice/user@1000.service/user.slice`.
    private static let deepest = 5
    /// Beyond as many folders the rest is left out, lest a strange host be listed for seconds.
    private static let mostFolders = 1024

    private mutating func containers(in parent: String, depth: Int) -> [Cgroup] {
        guard depth <= Self.deepest, listed.count < Self.mostFolders else { return [] }
        var containers: [Cgroup] = []
        for folder in subfolders(of: parent) {
            if let container = Cgroup(container: folder, in: parent) {
                if !container.isMonitor { containers.append(container) }
            } else if Self.mayHoldContainers(folder) {
                containers += self.containers(in: parent.isEmpty ? folder : "\(parent)/\(folder)", depth: depth + 1)
            }
        }
        return containers
    }

    private static func mayHoldContainers(_ folder: String) -> Bool {
        folder.hasSuffix(".slice") || folder.hasPrefix("user@") || !folder.contains(".")
    }

    private mutating func subfolders(of parent: String) -> [String] {
        let path = parent.isEmpty ? mount : "\(mount)/\(parent)"
        // First the number, so that one that comes in between is found the next time.
        let links = Self.links(of: path)
        var folder = Folder(path)
        _ = folder.list()
        listed.append((folder, links))
        return folder.names.filter { access("\(path)/\($0)/cpu.stat", F_OK) == 0 }
    }

    private static func links(of path: String) -> UInt {
        var status = Glibc.stat()
        return path.withCString { stat($0, &status) } == 0 ? UInt(status.st_nlink) : 0
    }
}
