import Archive
import ArchiveKit
import Foundation
import TestKit
import Testing

@Suite("A file that is looked at while it may be written")
struct StillFileTests {
    @Test("tells how much of each archive is known, and from when to when")
    func knowledge() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows((0..<40).map { [Double($0), .nan] }))
        archive.store(rows((0..<20).map { [Double($0), 1] }, from: midnight + 3600))
        await archive.close()
        let file = try StillFile(reading: archive.layout.path(of: cpu()), now: midnight + 10_000)
        let finest = file.knowledge(ofArchive: 0)
        #expect(finest == .init(rows: 60, values: 80, first: midnight, last: midnight + 3900))
        let witness = try await onThread {
            try RRDTool.fetch(
                archive.layout.path(of: cpu()), from: midnight - 3000, to: midnight + 3900, resolution: 15)
        }
        #expect(witness.values.joined().count { $0 != "nan" } == finest.values)
        #expect(file.firstKnown == midnight)
        #expect(file.header.fileSize == file.facts.size && file.bytes.count == file.facts.size)
    }

    @Test("is waited for while a writer has it, and the writer is not kept out for long")
    func waits() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]]))
        await archive.close()
        let path = archive.layout.path(of: cpu())
        // The lock of a writer in this very process: of the process, as librrd's are.
        let disk = SystemDisk()
        let writer = try disk.open(path, .update)
        try disk.lock(writer)
        let refused = #expect(throws: RRDHeaderError.self) { try FileFacts(of: path, now: midnight) }
        #expect(refused == .unreadable(path: path, errno: EAGAIN))
        disk.close(writer)
        #expect(try FileFacts(of: path, now: midnight).header.lastUpdate == midnight + 15)
        _ = try StillFile(reading: path, now: midnight)
        let next = try disk.open(path, .update)
        try disk.lock(next)
        disk.close(next)
    }

    @Test("is whole however often it is written")
    func whole() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[0, 0]]))
        await archive.flush()
        let path = archive.layout.path(of: cpu())
        let reading = Task {
            try await onThread {
                // Where a row is new, all before it are there: of a file torn between rows and header, they are not.
                (0..<100).allSatisfy { _ in
                    guard let file = try? StillFile(reading: path, now: midnight) else { return false }
                    let rows = (file.header.lastUpdate - midnight) / 15
                    return file.knowledge(ofArchive: 0)
                        == .init(rows: rows, values: 2 * rows, first: midnight, last: file.header.lastUpdate)
                }
            }
        }
        for row in 1..<300 {
            archive.store(rows([[Double(row), 0]], from: midnight + row * 15))
            await archive.flush()
        }
        #expect(try await reading.value)
        await archive.close()
    }

    @Test("is no link, and nothing but a file")
    func kinds() throws {
        let directory = try TemporaryFolder()
        let (link, pipe) = ("\(directory.path)/link.rrd", "\(directory.path)/pipe.rrd")
        #expect(symlink("/etc/passwd", link) == 0 && mkfifo(pipe, 0o600) == 0)
        #expect(throws: RRDHeaderError.unreadable(path: link, errno: ELOOP)) { try FileFacts(of: link, now: midnight) }
        for path in [pipe, directory.path] {
            #expect(throws: RRDHeaderError.self) { try StillFile(reading: path, now: midnight) }
        }
    }
}
