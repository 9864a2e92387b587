import Archive
import Foundation
import MetricModel
import TestKit
import Testing

/// What a flush costs, by either writer: `PLEXUS_COSTS=1 swift test -c release --filter RowWriterCosts` prints it.
@Suite("What a flush costs", .enabled(if: ProcessInfo.processInfo.environment["PLEXUS_COSTS"] != nil), .serialized)
struct RowWriterCosts {
    private static let start = 1_700_006_400
    private static let step = 15

    @Test(
        "CPU time of this thread, files of each kind in the page cache",
        arguments: [
            (Retention.planning, 50, 1), (.planning, 50, 20), (.planning, 50, 60), (.planning, 10, 20),
            (.planning, 10, 60), (.planning, 1, 1), (.planning, 1, 60), (.detail, 50, 20), (.detail, 10, 60),
            (.detail, 1, 1),
        ])
    func costs(retention: Retention, columns: Int, rows: Int) throws {
        let plain = try microseconds(PlainRowWriter(), retention, columns, rows)
        let library = try microseconds(LibraryRowWriter(), retention, columns, rows)
        let values = Double(columns * rows)
        func told(_ cost: Double) -> String {
            String(format: "%7.1f us, %6.2f M values a CPU second", cost, values / cost)
        }
        print("\(retention) \(columns) x \(rows): ours \(told(plain)); librrd's \(told(library))")
    }

    /// - Returns: of the middle one of five rounds, for one flush.
    private func microseconds(
        _ writer: some RowWriter, _ retention: Retention, _ columns: Int, _ rows: Int
    ) throws -> Double {
        var writer = writer
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/costs.rrd"
        let archives = RetentionPlan(retention, step: Self.step).archives.map {
            "RRA:\($0.consolidation.rawValue):\($0.maximumUnknown):\($0.stepsPerRow):\($0.rows)"
        }
        try RRDCreation.create(
            path, definitions: (0..<columns).map { "DS:c\($0):GAUGE:120:U:U" } + archives, step: Self.step,
            start: Self.start)
        let header = try #require(try RRDHeader(readingFrom: path, now: Self.start))
        let file = CheckedFile(path: path, header: header)
        var source = SeededGenerator(state: 1)
        var time = Self.start
        let flushes = max(40, min(1_000, 60_000 / (columns * rows)))
        let rounds = try (0..<6).map { _ in
            let batches = (0..<flushes).map { _ in
                var batch = UpdateBatch(columns: columns)
                for _ in 0..<rows {
                    time += Self.step
                    let row = (0..<columns).map { _ in Double(source.int(0...1_000_000)) / 100 }
                    batch.append(row, at: UpdateBatch.Time(time))
                }
                return batch
            }
            let before = nanosecondsOfThisThread()
            for batch in batches { try writer.write(batch, to: file) }
            return Double(nanosecondsOfThisThread() - before) / 1_000 / Double(flushes)
        }
        // The first round warms up.
        return rounds.dropFirst().sorted()[2]
    }
}
