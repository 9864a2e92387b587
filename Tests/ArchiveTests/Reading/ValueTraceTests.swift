import Archive
import MetricModel
import TestKit
import Testing

@Suite("A value is traced back")
struct ValueTraceTests {
    @Test("through every archive that has its row, and to the row that waits")
    func trace() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        // Ten minutes of rows, whose first value is their number.
        archive.store(rows((0..<40).map { [Double($0), 1] }))
        await archive.flush()
        archive.store(rows([[40, 1]], from: midnight + 600))

        let stored = try #require(try await archive.trace("user", of: cpu(), at: midnight + 299))
        #expect(stored.step == 15 && stored.writtenUntil == midnight + 600 && stored.waiting == nil)
        #expect(stored.path == archive.layout.path(of: cpu()))
        #expect(stored.rows.map(\.end) == [midnight + 300, midnight + 300, midnight + 300])
        #expect(stored.rows.map(\.start) == [midnight + 285, midnight, midnight])
        #expect(stored.rows.map(\.consolidation) == [.average, .average, .max])
        #expect(stored.rows.map(\.value) == [19, 9.5, 19])

        let waiting = try #require(try await archive.trace("user", of: cpu(), at: midnight + 601))
        #expect(waiting.waiting?.value == 40 && waiting.waiting?.end == midnight + 615)
        #expect(waiting.rows.map(\.value) == [40])

        let unknown = try #require(try await archive.trace("user", of: cpu(), at: midnight + 5000))
        #expect(unknown.rows.isEmpty && unknown.waiting == nil)
        #expect(try await archive.trace("nothing", of: cpu(), at: midnight) == nil)
        await archive.close()
    }
}
