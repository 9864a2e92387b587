import Archive
import ArgumentParser
import Foundation

struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens an archive that has a journal, and writes nothing.")

    @Option(help: "The data directory.") var directory: String

    private struct Figures: Encodable {
        let rows: Int
        let cpuSeconds, seconds: Double
        let peakBytes: Int
    }

    func run() throws {
        Gate.ready()
        let meter = Meter()
        let archive = try Archive(
            directory: directory, step: FileSet.step, flushAfter: .seconds(86_400), minimumFree: 0)
        try Gate.tell(
            Figures(
                rows: archive.counters.rowsReplayed, cpuSeconds: meter.cpuSeconds, seconds: meter.seconds,
                peakBytes: Meter.peakBytes))
        Gate.vanish()
    }
}
