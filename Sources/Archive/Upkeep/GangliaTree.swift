import Foundation
import MetricModel

/// A tree of files as gmetad lays them: CLUSTER/HOST/METRIC.rrd, and CLUSTER/__SummaryInfo__/METRIC.rrd for sums.
package struct GangliaTree: Sendable {
    /// The files of one host, or of the sums of a cluster.
    package struct Folder: Sendable {
        package let owner: ArchiveFile.Owner
        package let path: String
        /// Metrics, sorted.
        package let metrics: [String]
    }

    package let folders: [Folder]
    /// Folders whose names are none that a host or a cluster may have.
    package let refused: [ImportReport.Refusal]

    private static let summary = "__SummaryInfo__"

    /// Reads the names in the tree, not its files; the sums over all clusters are left out.
    ///
    /// - `root`: `/var/lib/ganglia/rrds`, say.
    package init(_ root: String) throws(ArchiveError) {
        guard access(root, R_OK | X_OK) == 0 else {
            throw .unusableDirectory(path: root, reason: systemMessage(errno))
        }
        var folders: [Folder] = []
        var refused: [ImportReport.Refusal] = []
        for name in Self.folders(in: root) where name != Self.summary {
            let path = "\(root)/\(name)"
            guard let cluster = GroupName(name) else {
                refused.append(.init(path: path, reason: "expected a valid cluster name"))
                continue
            }
            for name in Self.folders(in: path) {
                let owner: ArchiveFile.Owner
                if name == Self.summary {
                    owner = .group(cluster)
                } else if let host = HostName(name) {
                    owner = .host(HostKey(cluster: cluster, name: host))
                } else {
                    refused.append(.init(path: "\(path)/\(name)", reason: "expected a valid host name"))
                    continue
                }
                let metrics = Self.names(in: "\(path)/\(name)").filter { $0.hasSuffix(".rrd") }.map {
                    String($0.dropLast(4))
                }
                folders.append(Folder(owner: owner, path: "\(path)/\(name)", metrics: metrics))
            }
        }
        self.folders = folders
        self.refused = refused
    }

    /// How many files there are.
    package var files: Int { folders.reduce(0) { $0 + $1.metrics.count } }

    private static func folders(in path: String) -> [String] {
        names(in: path).filter { name in
            var isFolder = ObjCBool(false)
            return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
                && isFolder.boolValue
        }
    }

    private static func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
