import Foundation
import MetricModel

/// Where imports write: makes folders and files, changes those that are there, or only counts what it would do.
struct ImportTarget {
    let layout: ArchiveLayout
    let isDryRun: Bool
    private let space: SpaceGuard
    private let ledger = Ledger(limit: 0) { _ in }

    /// - `minimumFree`: the space in bytes that creating files leaves free.
    init(layout: ArchiveLayout, isDryRun: Bool, minimumFree: Int) {
        self.layout = layout
        self.isDryRun = isDryRun
        space = SpaceGuard(directory: layout.root, minimum: minimumFree)
    }

    /// Writes a file in which so many values are new; none if it is to stay as it is.
    ///
    /// - `isNew`: whether there is none yet.
    func write(_ contents: FileContents, filled: Int, isNew: Bool, _ report: inout ImportReport) {
        guard filled > 0 else {
            report.filesUnchanged += isNew ? 0 : 1
            return
        }
        do {
            if isNew { try space.check(creating: contents.path, bytes: contents.size, ledger: ledger) }
            if !isDryRun {
                let folder = URL(fileURLWithPath: contents.path).deletingLastPathComponent().path
                try FileOwner(of: layout.root)?.makeFolder(folder)
                try contents.write()
            }
            report.values += filled
            if isNew { report.filesCreated += 1 } else { report.filesChanged += 1 }
        } catch {
            report.refuse(contents.path, "\(error)")
        }
    }
}
