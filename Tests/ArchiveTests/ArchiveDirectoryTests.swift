import Archive
import Foundation
import TestKit
import Testing

@Suite("One archive writes in a directory")
struct ArchiveDirectoryTests {
    @Test("a second archive is refused while the first is open, and told who has it")
    func lock() async throws {
        let directory = try TemporaryFolder()
        let first = try openArchive(directory)
        let error = #expect(throws: ArchiveError.self) { try openArchive(directory) }
        #expect(error == .inUse(path: directory.path, holder: "process \(getpid())"))
        await first.close()
        let second = try openArchive(directory)
        await second.close()
    }

    @Test("a reader needs no lock")
    func reader() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]]))
        await archive.flush()
        let reader = try ArchiveReader(directory: directory.path)
        #expect(try await reader.fetch(Query(cpu(), from: midnight, to: midnight + 15)).values == [[1], [2]])
        await archive.close()
    }

    @Test("a directory that cannot be used is told in one sentence", arguments: ["/proc/plexus", "/dev/null/x"])
    func unusable(path: String) {
        let error = #expect(throws: ArchiveError.self) { try Archive(directory: path, step: 15) }
        #expect(error?.description.hasPrefix("the data directory \(path) cannot be used: ") == true)
        #expect(throws: ArchiveError.self) { try ArchiveReader(directory: path) }
    }

    @Test("a step that cannot be is refused", arguments: [Int.min, 0, 86_401])
    func step(step: Int) throws {
        let directory = try TemporaryFolder()
        #expect(throws: ArchiveError.impossibleStep(step)) { try openArchive(directory, step: step) }
    }

    @Test("what a killed process left half created is removed, and nothing else")
    func leftOvers() async throws {
        let directory = try TemporaryFolder()
        let folder = directory.path + "/rrd/prod/web1"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let kept = ["cpu.rrd", "cpu.rrd.damaged-123456", "cpu.rrdAbc", "disk@x.rrd123456.rrd", "notes.txt"]
        for name in kept + ["cpu.rrdAb12Cd", "disk@sda.rrdzzzzzz"] {
            try Data().write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        let archive = try openArchive(directory)
        await archive.close()
        #expect(directory.names(in: "rrd/prod/web1") == kept.sorted())
    }

    @Test("librrd is never sent to a daemon")
    func environment() async {
        // In a process of its own, where the preparation has not been done and no other test reads the environment.
        await #expect(processExitsWith: .success) {
            setenv("RRDCACHED_ADDRESS", "127.0.0.1:1", 1)
            RRDLibrary.prepare()
            exit(getenv("RRDCACHED_ADDRESS") == nil ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    @Test("texts reach librrd as it wants them, however it reorders them")
    func arguments() {
        let found = RRDLibrary.withArguments(["graph", "ü"]) { count, arguments in
            defer { swap(&arguments[0], &arguments[1]) }
            return (0..<Int(count)).map { arguments[$0].map { String(cString: $0) } }
        }
        #expect(found == ["graph", "ü"])
    }
}
