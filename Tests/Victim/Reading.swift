import Archive
import ArchiveKit

/// Reads the files of random hosts.
func read(in directory: String, _ knobs: Knobs, until ending: Ending) async throws -> Tally {
    await ask(try ArchiveReader(directory: directory), knobs, until: ending)
}

/// Asks for random hosts' rows, one after the other; an error of a type that is not documented ends the process.
func ask(_ history: some History, _ knobs: Knobs, until ending: Ending) async -> Tally {
    var tally = Tally()
    while !ending.isDue {
        let series = knobs.rows.series(Int.random(in: 0..<knobs.hosts))
        let from = knobs.rows.end(of: knobs.first + Int.random(in: 0..<1000))
        do {
            _ = try await history.fetch(Query(series, from: from, to: from + 300 * knobs.rows.step))
            tally.answered += 1
        } catch is ArchiveError {
            tally.refusedQueries += 1
        } catch is RRDHeaderError {
            tally.refusedQueries += 1
        } catch is RRDError {
            tally.refusedQueries += 1
        } catch {
            fatalError("an error of no documented type: \(error)")
        }
    }
    return tally
}
