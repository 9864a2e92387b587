import Archive
import ArchiveKit

/// Keeps a file locked.
func hold(_ path: String, until ending: Ending) async throws -> Tally {
    let disk = SystemDisk()
    let file = try disk.open(path, .update)
    defer { disk.close(file) }
    try disk.lock(file)
    say("holds 1")
    while !ending.isDue { try await Task.sleep(for: .milliseconds(1)) }
    return Tally()
}
