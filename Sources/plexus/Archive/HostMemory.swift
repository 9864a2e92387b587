import Aggregator
import Archive
import ClusterState
import MetricModel

/// What an aggregator remembers of hosts, while it is stopped.
struct HostMemory {
    private let file: StateFile
    private var snapshot: Snapshot?

    /// Reads it from the archive's data directory; there may be none.
    init(of layout: ArchiveLayout) throws {
        file = StateFile(directory: layout.directory)
        snapshot = try file.load()
    }

    var hosts: [HostKey] { snapshot?.hostKeys ?? [] }

    mutating func rename(_ old: HostKey, to new: HostKey) throws { try change { $0.rename(old, to: new) } }

    mutating func remove(_ gone: Set<HostKey>) throws { try change { $0.remove(gone) } }

    /// Changes it, on disk too.
    private mutating func change(_ body: (inout Snapshot) -> Void) throws {
        guard var changed = snapshot else { return }
        body(&changed)
        try file.save(changed)
        snapshot = changed
    }
}
