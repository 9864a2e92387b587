import Foundation
package import MetricModel

/// A file that lies where an archive keeps a series, whatever is in it.
package struct ArchiveFile: Sendable, Hashable {
    /// Whose history it holds.
    package enum Owner: Sendable, Hashable {
        case host(HostKey)
        case group(GroupName)
    }

    package let owner: Owner
    /// In its owner's folder: `disk@sda.rrd`.
    package let name: String
    package let path: String

    /// The subject that the name says; nil if it is none of ours.
    package var subject: SubjectName? {
        name.firstIndex { ".@".contains($0) }.flatMap { SubjectName(String(name[..<$0])) }
    }
}

extension ArchiveLayout {
    /// Every file of every host and group whose name ends in `.rrd`, sorted by path.
    ///
    /// Reads one folder for each; a folder that is gone meanwhile has no files.
    package func files() -> [ArchiveFile] {
        let everyHost = clusters().flatMap { hosts(in: $0) }
        return everyHost.flatMap { files(of: .host($0)) } + groups().flatMap { files(of: .group($0)) }
    }

    package func files(of owner: ArchiveFile.Owner) -> [ArchiveFile] {
        let folder = folder(of: owner)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".rrd") }.sorted()
            .map { ArchiveFile(owner: owner, name: $0, path: "\(folder)/\($0)") }
    }

    package func folder(of owner: ArchiveFile.Owner) -> String {
        switch owner {
        case .host(let host): "\(root)/\(host.cluster)/\(host.name)"
        case .group(let group): "\(groupsFolder)/\(group)"
        }
    }
}
