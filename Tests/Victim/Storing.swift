import Archive
import ArchiveKit

/// Stores row after row of all hosts.
///
/// After each it says `safe` if the journal has it, and after each twentieth `written` if no row so far was lost.
func store(in directory: String, _ knobs: Knobs, until ending: Ending) async throws -> Tally {
    let archive =
        if let free = knobs.minimumFree {
            try Archive(
                directory: directory, step: knobs.rows.step, flushAfter: .milliseconds(knobs.flush), minimumFree: free,
                report: { say("event \($0)") })
        } else {
            try Archive(
                directory: directory, step: knobs.rows.step, flushAfter: .milliseconds(knobs.flush),
                report: { say("event \($0)") })
        }
    let asking = Task { knobs.asks ? await ask(archive, knobs, until: ending) : Tally() }
    var stored = 0
    var index = knobs.first
    while !ending.isDue {
        let refusals = archive.counters.errors[.journal]?.count
        let hosts = knobs.hosts(at: index)
        archive.store((0..<hosts).map { knobs.rows.row(index, of: $0) })
        stored += hosts
        await archive.sync()
        if archive.counters.errors[.journal]?.count == refusals { say("safe \(index)") }
        if index % 20 == 19 {
            await archive.flush()
            say("written \(index)")
        }
        index += 1
        if knobs.pause > 0 { try await Task.sleep(for: .milliseconds(knobs.pause)) }
    }
    await archive.flush()
    let asked = await asking.value
    await archive.close()
    var tally = Tally(stored: stored, archive.counters)
    (tally.answered, tally.refusedQueries) = (asked.answered, asked.refusedQueries)
    return tally
}
