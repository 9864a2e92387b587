import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("Plain files are read without librrd")
struct PlainReadingTests {
    /// A range somewhere around what an archive holds, and sometimes far from it.
    private static func query(
        _ header: RRDHeader, _ series: Series, _ random: inout SeededGenerator
    ) -> Query {
        let archive = header.archives.randomElement(using: &random) ?? header.archives[0]
        let resolution = archive.stepsPerRow * header.step
        let span = resolution * archive.rows
        let to = header.lastUpdate + Int.random(in: -span...(resolution * 3), using: &random)
        let from = to - Int.random(in: 1...(span * 2), using: &random)
        return Query(
            series, from: max(0, from), to: max(1, to), resolution: Bool.random(using: &random) ? resolution : nil,
            consolidation: Bool.random(using: &random) ? archive.consolidation : .average)
    }

    @Test("as librrd reads them, whatever the columns, archives, times and values")
    func sameRows() throws {
        var compared = 0
        for seed in 1...150 {
            var file = RandomFile(seed: UInt64(seed))
            let pair = try FilePair(file.definitions, step: file.step, start: file.start)
            var writer = PlainRowWriter()
            var batch = UpdateBatch(columns: file.columns)
            var random = SeededGenerator(state: UInt64(seed))
            for _ in 0..<6 {
                _ = file.fill(&batch)
                try writer.write(batch, to: pair.ourFile)
                let now = Int.max / 2
                let found = try #require(try ReadableFile(pair.ours, on: SystemDisk(), now: now))
                for _ in 0..<8 {
                    let query = Self.query(found.header, cpu(), &random)
                    guard let choice = try? ArchiveChoice(query, in: found.header), !choice.range.isEmpty else {
                        continue
                    }
                    // Of two archives of one kind and resolution, librrd takes another.
                    let twins = found.header.archives.count {
                        $0.consolidation == choice.kept && $0.stepsPerRow * found.header.step == choice.step
                    }
                    guard twins == 1 else { continue }
                    let names = found.header.columns.map(\.name)
                    let ours = try found.rows(choice, names)
                    let theirs = try FileRows(fetching: choice, from: pair.ours)
                    #expect(ours.start == theirs.start && ours.step == theirs.step && ours.columns == theirs.columns)
                    #expect(ours.values.map(told) == theirs.values.map(told), "seed \(seed), \(query)")
                    compared += ours.values.reduce(0) { $0 + $1.count { !$0.isNaN } }
                }
            }
        }
        #expect(compared > 10_000)
    }

    @Test("rows that wait are seen as they will be written, in every archive")
    func pendingRows() async throws {
        let folder = try TemporaryFolder()
        let archive = try openArchive(folder)
        var random = SeededGenerator(state: 11)
        var time = midnight
        for _ in 0..<40 {
            let fresh = (0..<Int.random(in: 1...50, using: &random)).map { _ in
                time += [15, 15, 15, 15, 15, 15, 15, 30, 60, 3600].randomElement(using: &random) ?? 15
                return Row(
                    series: cpu(), definition: definition(), start: Int64(time - 15), end: Int64(time),
                    values: [Double.random(in: 0...100, using: &random), Bool.random(using: &random) ? .nan : 1])
            }
            archive.store(fresh)
            let queries = [15, 300, 3600].flatMap { resolution in
                [Consolidation.average, .max].map { kind in
                    Query(
                        cpu(), from: time - 200 * resolution, to: time + 60, resolution: resolution, consolidation: kind
                    )
                }
            }
            var before: [Fetched] = []
            for query in queries { before.append(try await archive.fetch(query)) }
            if Bool.random(using: &random) {
                await archive.flush()
                for (query, seen) in zip(queries, before) {
                    let written = try await archive.fetch(query)
                    #expect(written.start == seen.start && written.end == seen.end && written.step == seen.step)
                    #expect(written.consolidation == seen.consolidation)
                    #expect(written.values.map(told) == seen.values.map(told))
                }
            }
        }
        await archive.close()
    }

    @Test("asking writes nothing")
    func readsOnly() async throws {
        let folder = try TemporaryFolder()
        let archive = try openArchive(folder)
        archive.store(rows([[1, 2], [3, 4]]))
        await archive.flush()
        let path = archive.layout.path(of: cpu())
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        archive.store(rows([[5, 6]], from: midnight + 30))
        let found = try await archive.fetch(Query(cpu(), from: midnight, to: midnight + 45))
        #expect(found["user"] == [1, 3, 5])
        #expect(archive.counters.rowsWritten == 2)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        await archive.close()
    }

    @Test("a reader of another process sees what the journal holds")
    func journaled() async throws {
        let folder = try TemporaryFolder()
        let archive = try openArchive(folder)
        archive.store(rows([[1, 2], [3, 4]]))
        await archive.flush()
        // Of another layout of columns, too.
        archive.store(rows([[5, 6]], from: midnight + 30))
        archive.store(rows([[8, 7]], as: definition(["idle", "user"]), from: midnight + 45))
        await archive.sync()
        let reader = try ArchiveReader(directory: folder.path)
        let found = try await reader.fetch(Query(cpu(), from: midnight, to: midnight + 60))
        #expect(found["user"] == [1, 3, 5, 7])
        #expect(found["idle"] == [2, 4, 6, 8])
        await archive.close()
    }
}
