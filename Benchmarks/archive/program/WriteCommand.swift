import Archive
import ArgumentParser
import CLinux
import Foundation

struct WriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Writes rows to files that were created, round after round.",
        discussion: """
            In a round each file gets so many rows in one call. After rounds that stand for half a minute the file system \
            is synced: the kernel writes a changed page after so long, and in a run without pauses would not get to it.
            """)

    @Argument(help: "Whose writer: plain or library.") var writer: Writer
    @OptionGroup var set: FileSet
    @Option(help: "Rows of a call.") var rows = 20
    @Option(help: "How often each file is written.") var rounds = 6

    enum Writer: String, CaseIterable, ExpressibleByArgument {
        case plain, library
    }

    private struct Figures: Encodable {
        let values, firstValues: Int
        /// Of the rounds after the first, in which nothing was in memory.
        let cpuSeconds, seconds: Double
        let firstCpuSeconds, firstSeconds: Double
        let peakBytes: Int
    }

    func run() throws {
        switch writer {
        case .plain: try write(by: PlainRowWriter(on: SystemDisk()))
        case .library: try write(by: LibraryRowWriter())
        }
    }

    /// How long a changed page waits in memory before the kernel writes it, in seconds: vm.dirty_expire_centisecs.
    private static let writtenBackAfter = 30

    private func write(by writer: some RowWriter) throws {
        var writer = writer
        let files = try set.checked()
        Gate.ready()
        var numbers = Numbers()
        var costs: [(cpu: Double, wall: Double)] = []
        let syncEvery = max(1, Self.writtenBackAfter / (rows * FileSet.step))
        for round in 0..<rounds {
            let batches = files.map { _ in batch(round, &numbers) }
            let meter = Meter()
            for (file, batch) in zip(files, batches) { try writer.write(batch, to: file) }
            costs.append((meter.cpuSeconds, meter.seconds))
            if (round + 1) % syncEvery == 0 { try SystemDisk().syncFileSystem(of: set.directory) }
        }
        let later = costs.dropFirst()
        let firstValues = set.files * set.columns * rows
        try Gate.tell(
            Figures(
                values: firstValues * rounds, firstValues: firstValues,
                cpuSeconds: later.reduce(0) { $0 + $1.cpu }, seconds: later.reduce(0) { $0 + $1.wall },
                firstCpuSeconds: costs[0].cpu, firstSeconds: costs[0].wall, peakBytes: Meter.peakBytes))
    }

    private func batch(_ round: Int, _ numbers: inout Numbers) -> UpdateBatch {
        var batch = UpdateBatch(columns: set.columns)
        for row in 1...rows {
            let time = FileSet.start + (round * rows + row) * FileSet.step
            batch.append(numbers.row(set.columns), at: UpdateBatch.Time(time))
        }
        return batch
    }
}
