import Foundation
import Glibc
import TestKit
import Testing

@Suite("A process that a test starts")
struct SpawnTests {
    @Test("holds no pipe of another test open, which would never end")
    func files() throws {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        defer { close(reading) }
        let high = fcntl(writing, F_DUPFD, 100)
        defer { close(high) }
        let id = try spawn(["sleep", "60"], files: [high])
        defer {
            kill(id, SIGKILL)
            waitpid(id, nil, 0)
        }
        close(writing)
        let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd").sorted()
        #expect(links == ["0", "1", "2", "3"])
    }

    @Test("that isn't there is an error with its name")
    func absent() {
        #expect(throws: SpawnError.self) { try spawn(["/nowhere/to/be/found"]) }
    }
}
