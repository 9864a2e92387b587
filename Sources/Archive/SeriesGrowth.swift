import Foundation

/// Makes young files what their class promises.
struct SeriesGrowth {
    let opening: SeriesOpening
    let disk: any Disk

    /// Six characters, so that what a killed process left is swept.
    private static let ending = "growth"

    /// Replaces a young file by one of its class that has the same rows and goes on as it would have: about five
    /// milliseconds, most of them waiting for the disk.
    ///
    /// A loss of power leaves the one or the other. Throws where nothing has changed.
    ///
    /// - `now`: seconds since 1970.
    func grow(_ file: SeriesFile, begin: Int, schema: Schema, now: Int) throws {
        let path = file.file.path
        guard let young = try ReadableFile(path, on: disk, now: now) else { return }
        let plan = RetentionPlan(schema.retention, step: young.header.step)
        let columns = young.header.columns
        try opening.space.check(creating: path, bytes: plan.bytes(columns: columns.count), ledger: opening.ledger)
        let temporary = path + Self.ending
        unlink(temporary)
        do {
            let heartbeat = columns.map(\.heartbeat).max() ?? schema.heartbeat(step: young.header.step)
            try RRDCreation.create(
                temporary, columns: columns.map(\.name), plan: plan, heartbeat: heartbeat,
                start: begin - begin % plan.step)
            try fill(temporary, from: young, begin: begin, now: now)
            try disk.rename(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private func fill(_ path: String, from young: ReadableFile, begin: Int, now: Int) throws {
        guard let header = try RRDHeader(readingFrom: path, on: disk, now: now) else { return }
        let file = CheckedFile(path: path, header: header)
        let rows = try Youth.rows(of: young)
        var updates = UpdateBatch(columns: header.columns.count)
        for row in 0..<(rows.values.first?.count ?? 0) {
            let end = rows.start + (row + 1) * rows.step
            guard end > begin else { continue }
            updates.append(rows.values.map { $0[row] }, at: UpdateBatch.Time(end))
        }
        var writer = PlainRowWriter(on: disk)
        try writer.write(updates, to: file)
        try copyOpenStep(to: file, from: young)
    }

    /// What has been taken of the step that has not ended.
    private func copyOpenStep(to file: CheckedFile, from young: ReadableFile) throws {
        guard let layout = file.plain, let state = try young.openStep() else { return }
        let target = try disk.open(file.path, .update)
        defer { disk.close(target) }
        try state.withUnsafeBytes { try disk.write(target, $0, at: layout.liveHead) }
        try disk.sync(target)
        disk.evict(target)
    }
}
