import Foundation

/// A file that keeps nothing but every step of its first hours: a host that lives no longer costs no more.
struct Youth {
    /// Seconds since 1970 at which the first row begins that is known; nil if nobody has looked or there is none.
    private(set) var begin: Int?

    /// Nil if the file is no longer young.
    init?(_ header: RRDHeader) {
        guard header.archives == RetentionPlan.young(step: header.step).archives else { return nil }
    }

    mutating func begin(at time: Int) { begin = begin ?? time }

    /// When the file is to grow once its rows go on to a time: the sooner in the hour the smaller the fraction.
    ///
    /// - `fraction`: 0..<1, another for other series.
    func isOver(at end: Int, fraction: Double) -> Bool {
        guard let begin else { return false }
        return end - begin > RetentionPlan.youth + Int(Double(RetentionPlan.growing) * fraction)
    }

    /// Looks for the first row that is known.
    mutating func look(into path: String, on access: any FileAccess, now: Int) throws {
        guard begin == nil, let file = try ReadableFile(path, on: access, now: now) else { return }
        let rows = try Self.rows(of: file)
        let first = (0..<(rows.values.first?.count ?? 0)).first { row in rows.values.contains { !$0[row].isNaN } }
        begin = first.map { rows.start + $0 * rows.step }
    }

    /// All rows of a young file.
    static func rows(of file: ReadableFile) throws -> FileRows {
        let header = file.header
        let span = header.span(of: header.archives[0])
        return try file.rows(ArchiveChoice(header.archives[0], of: header, span), header.columns.map(\.name))
    }
}
