import Foundation
import MetricModel
import Synchronization
import TestKit
import Testing

@testable import Archive

@Suite("New files do not hold up the others")
struct CreationPaceTests {
    private static let second: Deadlines.Moment = 1_000_000_000

    @Test("those that are there are written first, and new ones a few at a time, half of the time")
    func pace() throws {
        let folder = try TemporaryFolder()
        let layout = ArchiveLayout(directory: folder.path)
        let ledger = Ledger(limit: .max) { _ in }
        let opening = SeriesOpening(
            layout: layout, step: 15, space: SpaceGuard(directory: folder.path, minimum: 0), ledger: ledger)
        // Every look at the clock takes 3 ms.
        let clock = Atomic<UInt64>(0)
        let clocks = ArchiveClocks(wall: { midnight + 100_000 }) {
            clock.wrappingAdd(3_000_000, ordering: .relaxed).newValue
        }
        var table = SeriesTable(opening: opening, ledger: ledger, flushAfter: Self.second, clocks: clocks)
        let hosts = (0..<25).compactMap { HostName("host\($0)") }.map { cpu(HostKey(cluster: prod, name: $0)) }
        table.add(hosts[..<5].flatMap { rows([[1, 2]], of: $0) }, at: 0)
        table.flushAll()
        table.add(hosts.flatMap { rows([[3, 4]], of: $0, from: midnight + 15) }, at: 0)
        func written() -> Int { ledger.snapshot.rowsWritten }

        table.flushDue(at: 2 * Self.second)
        #expect(written() == 5 + 5 + CreationPace.filesPerTurn)
        let resumes = try #require(table.nextDeadline)
        table.flushDue(at: resumes - 1)
        #expect(written() == 5 + 5 + CreationPace.filesPerTurn)
        for _ in 0..<2 { table.flushDue(at: try #require(table.nextDeadline)) }
        #expect(written() == 30)
        #expect(table.nextDeadline == nil)
    }
}
