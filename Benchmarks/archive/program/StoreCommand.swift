import Archive
import ArgumentParser
import CLinux
import Foundation
import MetricModel

struct StoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Has a whole archive keep what hosts say in a flush interval.",
        discussion: """
            An interval of sixty steps without its pauses: rows come spread over each step, the journal is synced and \
            dropped as often as in true time, and each file is written once, some in every step. Two such intervals come \
            before: in the first nothing is due, so that each file has sixty rows when its turn comes; in the second the \
            journal gets the segments that it uses again. Run it with --prepare before: that makes the files.
            """)

    @Option(help: "The data directory.") var directory: String
    @OptionGroup var shape: Shape
    @Flag(help: "Only make the files.") var prepare = false

    private struct Figures: Encodable {
        let hosts, files, columns, values: Int
        let cpuSeconds, seconds: Double
        let peakBytes: Int
        let rowsWritten, rowsFailed: Int
    }

    /// Steps of a flush interval.
    private static let steps = Archive.rowsPerFlush

    /// The archive looks every five minutes for what it can drop.
    private static let stepsPerDrop = 300 / FileSet.step

    /// When the archive begins, in seconds since 1970: the same for both runs, and the flush interval is over by now.
    private static func start(of directory: String) throws -> Int {
        let path = "\(directory)/start"
        if let text = try? String(contentsOfFile: path, encoding: .utf8), let start = Int(text) { return start }
        let start = Int(time(nil)) / 86_400 * 86_400 - 86_400
        try "\(start)".write(toFile: path, atomically: true, encoding: .utf8)
        return start
    }

    func run() throws {
        let start = try Self.start(of: directory)
        if prepare {
            return try shape.makeFiles(in: directory) { start + Self.join($0, $1) * FileSet.step }
        }
        let parts = try shape.parts()
        let archive = try Archive(
            directory: directory, step: FileSet.step, flushAfter: .seconds(86_400), minimumFree: 0)
        var numbers = Numbers()
        try step(through: 1..<(2 * Self.steps), from: start, archive, parts, &numbers)
        Gate.ready()
        let before = archive.counters
        let meter = Meter()
        let aside = try step(through: (2 * Self.steps)..<(3 * Self.steps), from: start, archive, parts, &numbers)
        let counters = awaitWritten(shape.hosts * parts.count * Self.steps, since: before, by: archive)
        let columns = parts.reduce(0) { $0 + $1.columns }
        try Gate.tell(
            Figures(
                hosts: shape.hosts, files: shape.hosts * parts.count, columns: columns,
                values: shape.hosts * columns * Self.steps, cpuSeconds: meter.cpuSeconds - aside,
                seconds: meter.seconds, peakBytes: Meter.peakBytes,
                rowsWritten: counters.rowsWritten - before.rowsWritten, rowsFailed: counters.rowsFailed))
        // The rows that wait are the next interval's.
        _ = readLine()
        Gate.vanish()
    }

    /// Waits until so many rows are in their files, or could not be written.
    private func awaitWritten(
        _ rows: Int, since before: ArchiveCounters, by archive: Archive
    ) -> ArchiveCounters {
        while true {
            let now = archive.counters
            if now.rowsWritten + now.rowsFailed + now.rowsDropped - before.rowsWritten >= rows { return now }
            usleep(1000)
        }
    }

    /// The step after which the first row of a host's series begins: as many begin in each, and those of a host within
    /// two, as the archive spreads them.
    private static func join(_ host: Int, _ part: Int) -> Int { (host * 7 + part % 2) % steps }

    /// Stores the rows of some steps.
    ///
    /// - Returns: the CPU time in seconds that making the rows took, and what stands for the kernel's writing back.
    @discardableResult
    private func step(
        through steps: Range<Int>, from start: Int, _ archive: Archive, _ parts: [Shape.Part],
        _ numbers: inout Numbers
    ) throws -> Double {
        let hosts = shape.keys
        var aside = 0.0
        for step in steps {
            for second in 0..<FileSet.step {
                let began = Meter.threadSeconds
                var rows: [Row] = []
                for index in stride(from: second, to: hosts.count, by: FileSet.step) {
                    for (number, part) in parts.enumerated() where step > Self.join(index, number) {
                        rows.append(part.row(of: hosts[index], endingAt: start + step * FileSet.step, &numbers))
                    }
                }
                aside += Meter.threadSeconds - began
                archive.store(rows)
                blocking { await archive.sync() }
            }
            if step % Self.stepsPerDrop == 0 { archive.dropWritten() }
            guard step % 2 == 0 else { continue }
            let began = Meter.threadSeconds
            try SystemDisk().syncFileSystem(of: directory)
            aside += Meter.threadSeconds - began
        }
        return aside
    }
}
