import Archive
import ArgumentParser
import Foundation

struct FillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Leaves an archive whose process died when all rows were about to be written.")

    @Option(help: "The data directory.") var directory: String
    @OptionGroup var shape: Shape
    @Option(help: "Rows of each series; sixty would be written.") var rows = Archive.rowsPerFlush - 1

    private struct Figures: Encodable {
        let values: Int
        let cpuSeconds: Double
        let peakBytes: Int
    }

    func run() throws {
        let archive = try Archive(
            directory: directory, step: FileSet.step, flushAfter: .seconds(86_400), minimumFree: 0)
        let parts = try shape.parts()
        let start = (Int(time(nil)) / FileSet.step - rows) * FileSet.step
        var numbers = Numbers()
        let meter = Meter()
        for row in 1...rows {
            for host in shape.keys {
                archive.store(parts.map { $0.row(of: host, endingAt: start + row * FileSet.step, &numbers) })
            }
            blocking { await archive.sync() }
        }
        try Gate.tell(
            Figures(
                values: shape.hosts * rows * parts.reduce(0) { $0 + $1.columns }, cpuSeconds: meter.cpuSeconds,
                peakBytes: Meter.peakBytes))
        Gate.vanish()
    }
}
