import Archive
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("A new file keeps what its class promises, at any step")
struct RetentionPlanTests {
    /// Seconds a row and the kind, of each archive.
    @Test(
        "the resolutions are those of the class, rounded up to steps",
        arguments: [
            (Retention.planning, 15, "A15 A60 A600 A3600 A86400 X600 X3600 X86400 N86400"),
            (.planning, 20, "A20 A60 A600 A3600 A86400 X600 X3600 X86400 N86400"),
            (.planning, 45, "A45 A90 A630 A3600 A86400 X630 X3600 X86400 N86400"),
            (.planning, 300, "A300 A600 A3600 A86400 X600 X3600 X86400 N86400"),
            (.detail, 15, "A15 A300 A3600 A86400 X3600 X86400"),
            (.detail, 300, "A300 A3600 A86400 X3600 X86400"),
            (.brief, 1, "A1 A300 A3600 X300"),
        ])
    func resolutions(retention: Retention, step: Int, expected: String) {
        let letters: [Consolidation: String] = [.average: "A", .max: "X", .min: "N", .last: "L"]
        let plan = RetentionPlan(retention, step: step)
        let found = plan.archives.map { "\(letters[$0.consolidation] ?? "")\($0.stepsPerRow * step)" }
        #expect(found.joined(separator: " ") == expected)
    }

    /// What the classes promise of averages: seconds a row, and for how many days.
    static let promises: [(Retention, [(resolution: Int, days: Double)])] = [
        (.planning, [(0, 1), (60, 7), (600, 60), (3600, 730), (86_400, 3650)]),
        (.detail, [(0, 0.5), (300, 7), (3600, 42), (86_400, 730)]),
        (.brief, [(0, 1.0 / 12), (300, 2), (3600, 30)]),
    ]

    @Test("every span is kept and five percent more, at its resolution rounded up", arguments: [1, 7, 15, 20, 60, 300])
    func spans(step: Int) {
        for (retention, promises) in Self.promises {
            let averages = RetentionPlan(retention, step: step).archives.filter { $0.consolidation == .average }
            for (resolution, days) in promises {
                let keeper = averages.first { archive in
                    let found = archive.stepsPerRow * step
                    return found >= resolution && found < resolution + step + 1
                        && Double(found * archive.rows) >= days * 86_400 * 1.05
                }
                #expect(keeper != nil, "\(retention): \(resolution) s for \(days) days")
            }
        }
    }

    @Test("averages need half of their steps, extremes but one", arguments: Retention.ofAgents)
    func unknownShare(retention: Retention) {
        for archive in RetentionPlan(retention, step: 15).archives {
            #expect(archive.maximumUnknown == (archive.consolidation == .average ? 0.5 : 0.99))
        }
    }

    @Test(
        "the size is told to the byte, and the file has no holes", arguments: Retention.ofAgents, [1, 15, 20, 300])
    func size(retention: Retention, step: Int) async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory, step: step)
        let meaning = definition(["a", "b"], retention: retention)
        archive.store(rows([[1, 2]], as: meaning, step: step))
        await archive.close()
        var status = stat()
        #expect(stat(archive.layout.path(of: cpu()), &status) == 0)
        #expect(Int(status.st_size) == RetentionPlan(retention, step: step).beginning.bytes(columns: 2))
        #expect(Int(status.st_blocks) * 512 >= Int(status.st_size))
    }
}
