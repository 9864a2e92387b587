import ArgumentParser
import Foundation

struct GangliaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ganglia",
        abstract: "Leaves the files of a gmetad that has heard the hosts of a data directory for a year.")

    @OptionGroup var choice: ParkChoice
    @Option(help: "gmetad's rrd_rootdir.") var rrds: String

    func run() throws {
        guard let park = try choice.park() else { throw choice.absence }
        var tree = try GangliaTree(park, choice.shape(), in: rrds, until: Int(time(nil)))
        try tree.write()
    }
}
