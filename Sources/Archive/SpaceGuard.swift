import Foundation
import Synchronization

/// Keeps new files from filling the disk.
///
/// Files that exist are whole on it, so updates go on.
final class SpaceGuard: Sendable {
    private let directory: String
    private let minimum: Int
    private let isFull = Mutex(false)

    /// - `minimum`: bytes that must stay free.
    init(directory: String, minimum: Int) {
        self.directory = directory
        self.minimum = minimum
    }

    /// Throws if the disk would have too little space left after creating a file of this size in bytes.
    ///
    /// Tells the ledger of it once, and once when there is room again.
    func check(creating path: String, bytes: Int, ledger: Ledger) throws(ArchiveError) {
        var status = statvfs()
        // An answer we cannot get must not stop the archive: a full disk would then be told by librrd.
        guard statvfs(directory, &status) == 0 else { return }
        let (product, overflow) = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: Int(status.f_frsize))
        let free = overflow ? Int.max : product
        let fits = free - bytes >= minimum
        let changed = isFull.withLock { isFull in
            defer { isFull = !fits }
            return isFull == fits
        }
        if changed { ledger.tell(fits ? .creatingResumed(free: free) : .creatingStopped(free: free, limit: minimum)) }
        guard fits else { throw .noSpace(path: path, free: free, limit: minimum) }
    }
}
