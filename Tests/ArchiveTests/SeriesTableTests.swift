import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("A worker's series")
struct SeriesTableTests {
    private static let second: Deadlines.Moment = 1_000_000_000

    @Test("a deadline of rows that have been written is none of those that came after them")
    func deadlines() throws {
        let folder = try TemporaryFolder()
        let ledger = Ledger(limit: .max) { _ in }
        let opening = SeriesOpening(
            layout: ArchiveLayout(directory: folder.path), step: 15,
            space: SpaceGuard(directory: folder.path, minimum: 0), ledger: ledger)
        let clocks = ArchiveClocks(wall: { midnight + 100_000 }) { 0 }
        var table = SeriesTable(
            opening: opening, ledger: ledger, flushAfter: 1000 * Self.second, clocks: clocks)
        table.add(rows([[1, 2]]), at: 0)
        let first = try #require(table.nextDeadline)
        #expect(first <= 10 * Self.second)
        table.flushAll()
        table.add(rows([[3, 4]], from: midnight + 15), at: 0)
        table.flushDue(at: first)
        #expect(ledger.snapshot.rowsWritten == 1)
        table.flushDue(at: 1000 * Self.second)
        #expect(ledger.snapshot.rowsWritten == 2)
    }
}
