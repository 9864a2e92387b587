import Foundation
package import MetricModel

/// The removal of hosts' history: each folder first gets a name that is no host's, then it is deleted.
package struct HostRemoval: Sendable {
    private let layout: ArchiveLayout

    private static let mark = ".removed-"

    package init(_ archive: ClosedArchive) { layout = archive.layout }

    /// - `layout`: of an archive in which nobody writes the files of the hosts to be removed.
    init(layout: ArchiveLayout) { self.layout = layout }

    static func isRemoved(_ name: String) -> Bool { name.hasPrefix(mark) }

    /// Removes a host's folder and all that is in it.
    ///
    /// Where it is interrupted, the host is gone, and ``sweep()`` ends the deleting.
    package func remove(_ host: HostKey) throws(UpkeepError) {
        let folder = layout.folder(of: .host(host))
        let cluster = "\(layout.root)/\(host.cluster)"
        guard access(folder, F_OK) == 0 else { throw .noSuchHost(host) }
        // One of this name may be left from an earlier removal.
        var removed = "\(cluster)/\(Self.mark)\(host.name)"
        var number = 1
        while access(removed, F_OK) == 0 {
            number += 1
            removed = "\(cluster)/\(Self.mark)\(number)-\(host.name)"
        }
        guard rename(folder, removed) == 0 else { throw .last("rename", folder) }
        do {
            try SystemDisk().syncFolder(cluster)
        } catch {
            throw .refused(path: cluster, call: "fsync", errno: error.code)
        }
        try delete(removed, in: cluster)
    }

    /// Deletes what interrupted removals have left.
    ///
    /// - Returns: how many hosts' folders there were.
    package func sweep() throws(UpkeepError) -> Int {
        var swept = 0
        for cluster in layout.clusters() {
            let folder = "\(layout.root)/\(cluster)"
            for name in (try? SystemDisk().names(in: folder)) ?? [] where Self.isRemoved(name) {
                try delete("\(folder)/\(name)", in: folder)
                swept += 1
            }
        }
        return swept
    }

    private func delete(_ folder: String, in cluster: String) throws(UpkeepError) {
        do {
            // Symbolic links in it are removed, not followed.
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? POSIXError
            throw .refused(path: folder, call: "remove", errno: cause?.code.rawValue ?? EIO)
        }
        // Fails as long as the cluster has hosts.
        rmdir(cluster)
    }
}

/// A host that has history, and how old its newest row is.
package struct HostAge: Sendable, Equatable {
    package let host: HostKey
    /// Seconds since 1970; nil if no file of the host is sound.
    package let newestRow: Int?
    package let files: Int
    /// Bytes.
    package let size: Int

    /// Reads the headers of the host's files.
    ///
    /// - `now`: seconds since 1970.
    package init(_ host: HostKey, in layout: ArchiveLayout, now: Int) {
        let paths = layout.files(of: .host(host)).map(\.path)
        let facts = paths.compactMap { try? FileFacts(of: $0, now: now) }
        self.host = host
        files = paths.count
        newestRow = facts.map(\.header.lastUpdate).max()
        size = facts.reduce(0) { $0 + $1.size }
    }
}
