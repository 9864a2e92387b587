import Foundation
package import MetricModel

/// What is on disk.
///
/// Each call reads one folder (of a missing or unreadable one, nothing is known: the answer is empty) and sorts by
/// name. A series that has just been stored appears with its first flush.
extension ArchiveLayout {
    package func clusters() -> [GroupName] {
        folders(in: root).compactMap { GroupName($0) }.sorted()
    }

    package func groups() -> [GroupName] {
        folders(in: groupsFolder).compactMap { GroupName($0) }.sorted()
    }

    package func hosts(in cluster: GroupName) -> [HostKey] {
        folders(in: "\(root)/\(cluster)").compactMap { HostName($0) }.sorted()
            .map { HostKey(cluster: cluster, name: $0) }
    }

    /// Every series of a host, by subject and instance.
    ///
    /// Series whose instance is too long for a file name are absent: their files hold the hash, not the name.
    package func series(of host: HostKey) -> [Series] {
        files(in: "\(root)/\(host.cluster)/\(host.name)").map { .host(host, $0.subject, $0.instance) }
    }

    package func series(of group: GroupName) -> [Series] {
        files(in: "\(groupsFolder)/\(group)").filter { $0.instance == nil }.map { .group(group, $0.subject) }
    }

    /// Every series of a host or a group, or of all there are.
    package func everySeries(of owner: ArchiveFile.Owner?) -> [Series] {
        switch owner {
        case .host(let host): series(of: host)
        case .group(let group): series(of: group)
        case nil:
            clusters().flatMap { hosts(in: $0) }.flatMap { series(of: $0) } + groups().flatMap { series(of: $0) }
        }
    }

    /// The subjects a host has history of.
    package func subjects(of host: HostKey) -> [SubjectName] {
        var seen: Set<SubjectName> = []
        return series(of: host).map(\.subject).filter { seen.insert($0).inserted }
    }

    /// The instances of a subject a host has history of; of those cut to fit a file name, nothing is known.
    package func instances(of subject: SubjectName, host: HostKey) -> [InstanceName] {
        files(in: "\(root)/\(host.cluster)/\(host.name)", beginningWith: subject.text)
            .filter { $0.subject == subject }.compactMap(\.instance)
    }

    private func folders(in folder: String) -> [String] {
        entries(in: folder).filter { name in
            var isFolder = ObjCBool(false)
            return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
                && isFolder.boolValue
        }
    }

    /// One name for each series, whichever of its siblings are there.
    private func files(in folder: String, beginningWith prefix: String = "") -> [SeriesFileName] {
        var seen: Set<String> = []
        return entries(in: folder).filter { prefix.isEmpty || $0.hasPrefix(prefix) }.compactMap { SeriesFileName($0) }
            .map { SeriesFileName(subject: $0.subject, instance: $0.instance) }
            .filter { seen.insert($0.description).inserted }
            .sorted { ($0.subject, $0.instance?.text ?? "") < ($1.subject, $1.instance?.text ?? "") }
    }

    private func entries(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
