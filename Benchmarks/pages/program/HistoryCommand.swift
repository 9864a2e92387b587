import Archive
import ArgumentParser
import Foundation
import MetricModel

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Leaves the data directory of an aggregator that has heard the simulated hosts for a year.",
        discussion: """
            Files that exist are continued up to now. No aggregator may run on the directory meanwhile.
            """)

    @OptionGroup var choice: ParkChoice

    func run() throws {
        let now = Int(time(nil))
        var park = try choice.park()
        if park == nil {
            try FileManager.default.createDirectory(atPath: choice.data, withIntermediateDirectories: true)
            let new = try choice.newPark(born: now)
            try PastWriter(new, choice.shape(), in: choice.data).write(until: Park.day(of: now))
            try Memory(new, choice.shape()).save(in: choice.data, at: now)
            try choice.remember(new)
            park = new
        }
        guard let park else { return }
        var recent = try RecentWriter(park, choice.shape(), in: choice.data)
        try recent.write(through: now / 15 * 15)
    }
}

/// Which hosts, and where their history lies.
struct ParkChoice: ParsableArguments {
    @Option(help: "The data directory.") var data: String
    @Option(help: "How many hosts, of a directory that does not exist yet.") var hosts = 200
    @Option(help: "A recorded host that they resemble.") var like = "Tests/Fixtures/hosts/idle-vm"

    private struct Birth: Codable {
        let born, hosts: Int
    }

    private var birthFile: URL { URL(filePath: "\(data)/simulated.json") }

    /// The hosts of the directory; nil if there is none.
    func park() throws -> Park? {
        guard let bytes = try? Data(contentsOf: birthFile) else { return nil }
        let birth = try JSONDecoder().decode(Birth.self, from: bytes)
        return Park(hosts: birth.hosts, born: birth.born)
    }

    func newPark(born: Int) throws -> Park { Park(hosts: hosts, born: born) }

    func remember(_ park: Park) throws {
        try JSONEncoder().encode(Birth(born: park.born, hosts: hosts)).write(to: birthFile)
    }

    /// What to say where there is no such directory.
    var absence: ValidationError {
        ValidationError("--data: expected a directory that `history` has made, found \(data)")
    }

    func shape() throws -> HostShape { try HostShape(recordedIn: like) }
}
