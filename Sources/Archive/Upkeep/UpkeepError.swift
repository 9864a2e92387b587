import Foundation
package import MetricModel

/// Why files of an archive were not changed.
package enum UpkeepError: Error, Equatable {
    case refused(path: String, call: String, errno: CInt)
    /// Both hosts have these files.
    case bothHave(old: HostKey, new: HostKey, [String])
    case hostExists(HostKey)
    case noSuchHost(HostKey)
    /// A host cannot be moved onto itself.
    case sameHost(HostKey)
    /// What should be a backup is none.
    case noBackup(path: String, reason: String)
    /// A backup whose files are not what its manifest says; nothing was restored.
    case brokenBackup(path: String, [String])
    /// Another process makes a backup there.
    case backupInUse(path: String)
    /// Rows of the journal could not be written into their files, and would be by a later start.
    case rowsWait(journal: String)
}

extension UpkeepError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .refused(let path, let call, let errno): "\(path): \(call): \(systemMessage(errno))"
        case .bothHave(let old, let new, let files):
            "\(old) and \(new) both have \(files.joined(separator: ", ")); nothing was moved"
        case .hostExists(let host): "\(host) has history already; --merge moves what it lacks"
        case .noSuchHost(let host): "there is no history of \(host)"
        case .sameHost(let host): "\(host) has this name already"
        case .noBackup(let path, let reason): "\(path): expected a backup: \(reason)"
        case .brokenBackup(let path, let faults):
            "\(path): nothing was restored, since \(faults.count) of its files are not what its manifest says: "
                + faults.prefix(5).joined(separator: "; ") + (faults.count > 5 ? "; ..." : "")
        case .backupInUse(let path): "\(path): another process makes a backup here"
        case .rowsWait(let journal):
            "\(journal): expected none, found rows that could not be written into their files: see plexus archive check"
        }
    }

    /// The error of a call on a path that has just failed.
    static func last(_ call: String, _ path: String) -> UpkeepError {
        .refused(path: path, call: call, errno: errno)
    }
}
