import ArgumentParser
import Foundation

/// Whose days and hours are meant by the times of a command.
struct ZoneOption: ParsableArguments {
    @Option(help: "The time zone whose days and hours are meant, as Europe/Berlin or UTC (this machine's).")
    var tz: String?

    var zone: TimeZone { get throws { try Server.zone(tz) } }

    func validate() throws { _ = try zone }
}
