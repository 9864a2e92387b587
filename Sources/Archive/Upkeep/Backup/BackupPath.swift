import MetricModel

/// A place in a backup: the same as below the data directory.
///
/// Made from checked names only, so that no path leads out of it.
enum BackupPath: Hashable {
    case series(ArchiveFile.Owner, name: String)
    case journal(JournalFormat.FileName)
    /// What an aggregator remembers of its hosts.
    case state
    /// What happened.
    case events(EventFileName)
}

extension BackupPath: CustomStringConvertible {
    var description: String {
        switch self {
        case .series(.host(let host), let name): "rrd/\(host)/\(name)"
        case .series(.group(let group), let name): "rrd/.groups/\(group)/\(name)"
        case .journal(let name): "journal/\(name)"
        case .state: "state.json"
        case .events(let name): "\(EventFileName.folder)/\(name)"
        }
    }
}

extension BackupPath {
    /// nil if no backup of ours has this path.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch parts.first {
        case "state.json" where parts.count == 1: self = .state
        case "journal" where parts.count == 2:
            guard let name = JournalFormat.FileName(parts[1]), name.content == .rows else { return nil }
            self = .journal(name)
        case EventFileName.folder where parts.count == 2:
            guard let name = EventFileName(parts[1]) else { return nil }
            self = .events(name)
        case "rrd" where parts.count == 4:
            guard Self.isFileName(parts[3]) else { return nil }
            if parts[1] == ".groups" {
                guard let group = GroupName(parts[2]) else { return nil }
                self = .series(.group(group), name: parts[3])
            } else {
                guard let cluster = GroupName(parts[1]), let host = HostName(parts[2]) else { return nil }
                self = .series(.host(HostKey(cluster: cluster, name: host)), name: parts[3])
            }
        default: return nil
        }
        // Numbers can be written in several ways, and names of files in one.
        guard description == text else { return nil }
    }

    /// Also of files that a person has put there, if their name breaks no line.
    static func isFileName(_ name: String) -> Bool {
        name.hasSuffix(".rrd") && name.utf8.count <= 255 && InstanceName(String(name.dropLast(4))) != nil
            && !name.contains("/")
    }

    func isOf(_ hosts: Set<HostKey>?) -> Bool {
        guard let hosts else { return true }
        return if case .series(.host(let host), _) = self { hosts.contains(host) } else { false }
    }
}

extension Series {
    /// Whether it is a history of one of the hosts; nil are all, and the groups.
    func isOf(_ hosts: Set<HostKey>?) -> Bool {
        guard let hosts else { return true }
        return if case .host(let host, _, _) = self { hosts.contains(host) } else { false }
    }
}
