import Archive
import ArgumentParser
import Foundation
import MetricModel

struct FetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Asks for an hour of one column: an archive with rows that wait, and files alone.")

    @Option(help: "A data directory, which is filled first.") var directory: String
    @OptionGroup var shape: Shape
    @Option(help: "How many questions.") var count = 2000

    private struct Figures: Encodable {
        let files, columns, questions: Int
        /// Where half a flush interval's rows wait in memory, and where none does, of the files alone.
        let waiting, alone: Percentiles
    }

    /// Microseconds of CPU time of a question.
    private struct Percentiles: Encodable {
        let p50, p99: Double

        init(of history: some History, _ queries: [Query]) throws {
            let costs = try queries.map { query in
                let meter = Meter()
                _ = try history.fetchBlocking(query)
                return meter.cpuSeconds * 1e6
            }.sorted()
            p50 = costs[costs.count / 2]
            p99 = costs[costs.count * 99 / 100]
        }
    }

    func run() throws {
        let end = Int(time(nil)) / 3600 * 3600
        try shape.makeFiles(in: directory) { _, _ in end - 7200 }
        let archive = try Archive(
            directory: directory, step: FileSet.step, flushAfter: .seconds(86_400), minimumFree: 0)
        let parts = try shape.parts()
        var numbers = Numbers()
        store(end - 7200..<end - 450, in: archive, parts, &numbers)
        blocking { await archive.flush() }
        let queries = shape.keys.flatMap { host in
            parts.map { part in
                Query(part.series(of: host), columns: ["c\(part.columns / 2)"], from: end - 3600, to: end)
            }
        }
        let asked = (0..<count).map { queries[$0 % queries.count] }
        let alone = try Percentiles(of: ArchiveReader(directory: directory), asked)
        store(end - 450..<end, in: archive, parts, &numbers)
        blocking { await archive.sync() }
        let waiting = try Percentiles(of: archive, asked)
        try Gate.tell(
            Figures(
                files: queries.count, columns: parts[0].columns, questions: count, waiting: waiting, alone: alone))
        blocking { await archive.close() }
    }

    /// Stores the rows of every series that end in a range of seconds since 1970, its first excluded.
    private func store(_ range: Range<Int>, in archive: Archive, _ parts: [Shape.Part], _ numbers: inout Numbers) {
        for end in stride(from: range.lowerBound + FileSet.step, through: range.upperBound, by: FileSet.step) {
            archive.store(shape.keys.flatMap { host in parts.map { $0.row(of: host, endingAt: end, &numbers) } })
        }
    }
}
