import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

/// What a question costs: `PLEXUS_COSTS=1 swift test -c release -Xswiftc -enable-testing --filter ReadingCosts` prints it.
@Suite("What a question costs", .enabled(if: ProcessInfo.processInfo.environment["PLEXUS_COSTS"] != nil), .serialized)
struct ReadingCosts {
    @Test(
        "CPU time of this thread for one column of the last hour, from a file in the page cache",
        arguments: [(10, 0), (10, 30), (50, 0), (50, 30)])
    func costs(columns: Int, waiting: Int) async throws {
        let folder = try TemporaryFolder()
        let names = (0..<columns).map { "c\($0)" }
        let meaning = Definition(
            subject: SubjectName(literal: "cpu"), retention: .planning, title: "CPU",
            fields: names.compactMap { FieldName($0) }.map {
                Field(name: $0, unit: .percent, kind: .gauge, range: 0...1e9, title: "", summary: "")
            })
        let archive = try openArchive(folder)
        archive.store(rows((0..<300).map { [Double](repeating: Double($0), count: columns) }, as: meaning))
        await archive.close()
        var pending = PendingRows()
        for row in rows(
            (0..<waiting).map { [Double](repeating: Double($0), count: columns) }, as: meaning, from: midnight + 4500)
        {
            _ = pending.append(row)
        }
        let batches = waiting > 0 ? [PendingBatch(schema: Schema(meaning, for: cpu()), rows: pending)] : []
        let reading = SeriesReading(layout: ArchiveLayout(directory: folder.path), access: SystemDisk())
        let query = Query(cpu(), columns: ["c3"], from: midnight + 900, to: midnight + 4500)
        let rounds = try (0..<6).map { _ in
            let before = nanosecondsOfThisThread()
            for _ in 0..<200 { _ = try reading.fetch(query, pending: batches, now: midnight + 10_000) }
            return Double(nanosecondsOfThisThread() - before) / 200_000
        }
        let cost = rounds.dropFirst().sorted()[2]
        print(String(format: "%d columns, %d rows waiting: %.1f us", columns, waiting, cost))
    }
}
