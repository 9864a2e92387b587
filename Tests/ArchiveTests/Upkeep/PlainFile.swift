import Foundation
import TestKit
import Testing

@testable import Archive

/// A plain file of a test's own, fed by the writer of the archive.
struct PlainFile {
    let path: String
    let step: Int
    private(set) var lastUpdate: Int
    private let folder: TemporaryFolder
    private var writer = PlainRowWriter(on: SystemDisk())

    static let start = midnight

    /// - `archives`: as `rrdtool create` takes them, without `RRA:`.
    init(_ archives: [String], columns: [String] = ["a", "b"], step: Int = 15) throws {
        folder = try TemporaryFolder()
        path = "\(folder.path)/file.rrd"
        self.step = step
        lastUpdate = Self.start
        try RRDCreation.create(
            path, definitions: columns.map { "DS:\($0):GAUGE:100000:U:U" } + archives.map { "RRA:\($0)" }, step: step,
            start: Self.start)
    }

    /// Adds a row, `seconds` after the last.
    mutating func feed(_ values: [Double], after seconds: Int) throws {
        lastUpdate += seconds
        var batch = UpdateBatch(columns: values.count)
        batch.append(values, at: UpdateBatch.Time(lastUpdate))
        let header = try #require(try RRDHeader(readingFrom: path, now: lastUpdate))
        try writer.write(batch, to: CheckedFile(path: path, header: header))
    }

    func contents() throws -> FileContents { try #require(try FileContents(readingFrom: path, now: lastUpdate)) }

    func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }
}

/// The rows in which two files differ, as text: those that end after a time, unknown beside known included.
func differences(
    _ found: FileContents, _ expected: FileContents, after time: Int = 0, tolerance: Double = 1e-9
) -> [String] {
    zip(found.rings, expected.rings).flatMap { found, expected in
        expected.everyRow.filter { $0 > time && found.covers(($0 - found.resolution)..<$0) }.flatMap { end in
            (0..<expected.columns).compactMap { column -> String? in
                let (left, right) = (found[column, endingAt: end], expected[column, endingAt: end])
                let isSame = left.isNaN ? right.isNaN : abs(left - right) <= tolerance * max(1, abs(right))
                let name = "\(expected.consolidation.rawValue) \(expected.resolution) s"
                return isSame ? nil : "\(name), column \(column), \(end - PlainFile.start): \(left), expected \(right)"
            }
        }
    }
}
