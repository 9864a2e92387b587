import ArgumentParser

struct CreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Creates files with every row unknown, by librrd.")

    @OptionGroup var set: FileSet

    private struct Figures: Encodable {
        let files: Int
        let cpuSeconds, seconds: Double
    }

    func run() throws {
        let meter = Meter()
        try set.create()
        try Gate.tell(Figures(files: set.files, cpuSeconds: meter.cpuSeconds, seconds: meter.seconds))
    }
}
