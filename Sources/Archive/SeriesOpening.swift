import Foundation
import MetricModel

/// Finds the files of a series, sets aside what is not sound, and creates what is missing.
struct SeriesOpening: Sendable {
    let layout: ArchiveLayout
    /// Seconds, of new files.
    let step: Int
    let space: SpaceGuard
    let ledger: Ledger

    /// The files that together keep the schema's columns, each column in one of them.
    ///
    /// - `start`: seconds since 1970 at which the first row to be written begins.
    /// - `now`: seconds since 1970.
    func files(of series: Series, schema: Schema, start: Int, now: Int) throws -> [SeriesFile] {
        var missing = Dictionary(
            zip(schema.columns, schema.places), uniquingKeysWith: { first, _ in first })
        var files: [SeriesFile] = []
        var unusedPath: String?
        for sibling in 1...ArchiveLayout.maximumSiblings {
            let path = layout.path(of: series, sibling: sibling)
            guard let header = try soundHeader(path, now: now) else {
                unusedPath = unusedPath ?? path
                continue
            }
            let file = try adopt(path, header, keeping: &missing, heartbeat: schema.heartbeat(step: step))
            if let file { files.append(file) }
        }
        guard !missing.isEmpty else { return files }

        do {
            let columns = schema.columns.filter { missing[$0] != nil }
            guard let unusedPath else { throw ArchiveError.tooManySiblings(series, missing: columns) }
            try create(unusedPath, in: layout.folder(of: series), columns: columns, schema: schema, start: start)
            guard let header = try RRDHeader(readingFrom: unusedPath, now: now) else {
                throw RRDHeaderError.unreadable(path: unusedPath, errno: ENOENT)
            }
            let file = try adopt(unusedPath, header, keeping: &missing, heartbeat: 0)
            if let file { files.append(file) }
        } catch {
            // The columns that have a file are still written.
            guard !files.isEmpty else { throw error }
            countCreation(error)
        }
        return files
    }

    /// Whether the series has a file, sound or not.
    func hasFile(of series: Series) -> Bool { access(layout.path(of: series), F_OK) == 0 }

    /// Counts an error that ``files(of:schema:start:now:)`` threw.
    func countCreation(_ error: any Error) {
        if case ArchiveError.noSpace = error {
            ledger.count { $0.filesWithoutSpace += 1 }
        } else {
            ledger.failed(error is RRDError ? .create : .open, error)
        }
    }

    /// The header of a file; nil if there is none, or none any more.
    private func soundHeader(_ path: String, now: Int) throws -> RRDHeader? {
        do {
            return try RRDHeader(readingFrom: path, now: now)
        } catch {
            // What we cannot read may be sound, and a clock that is behind is no fault of the file.
            guard case .damaged = error else { throw error }
            try setAside(path, because: error, now: now)
            return nil
        }
    }

    private func setAside(_ path: String, because error: RRDHeaderError, now: Int) throws {
        var name = "\(path).damaged-\(now)"
        var number = 1
        while access(name, F_OK) == 0, number < 99 {
            number += 1
            name = "\(path).damaged-\(now)-\(number)"
        }
        guard rename(path, name) == 0 else {
            let error = SystemError(code: errno)
            ledger.failed(.setAside, RRDHeaderError.unreadable(path: path, errno: error.code))
            throw error
        }
        ledger.count { $0.filesDamaged += 1 }
        ledger.tell(.setAside(path: path, as: name, reason: "\(error)"))
    }

    /// Takes over the columns that are still missing and that the file has; nil if it has none of them.
    private func adopt(
        _ path: String, _ header: RRDHeader, keeping missing: inout [String: Int], heartbeat: Int
    ) throws -> SeriesFile? {
        var columns: [String: Int] = [:]
        for column in header.columns where column.type == .gauge {
            if let place = missing.removeValue(forKey: column.name) { columns[column.name] = place }
        }
        guard !columns.isEmpty else { return nil }
        let impatient = header.columns.filter { columns[$0.name] != nil && $0.heartbeat < heartbeat }.map(\.name)
        if !impatient.isEmpty { try RRDCreation.setHeartbeat(of: impatient, in: path, to: heartbeat) }
        return try SeriesFile(path: path, header: header, columns: columns)
    }

    private func create(
        _ path: String, in folder: String, columns: [String], schema: Schema, start: Int
    ) throws {
        let plan = RetentionPlan(schema.retention, step: step).beginning
        try space.check(creating: path, bytes: plan.bytes(columns: columns.count), ledger: ledger)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try RRDCreation.create(
            path, columns: columns, plan: plan, heartbeat: schema.heartbeat(step: step), start: start)
        ledger.count { $0.filesCreated += 1 }
    }
}
