import Archive
import Testing

@Suite("A gap stays a gap")
struct UpdatePlanTests {
    @Test(
        "unknown is written where rows are missing for more than half a row, and late rows are not written",
        arguments: [
            (100, [(100, 115), (115, 130)], ["row 0 at 115", "row 1 at 130"], 0),
            (93, [(100, 115)], ["row 0 at 115"], 0),
            (92, [(100, 115)], ["unknown until 100", "row 0 at 115"], 0),
            (100, [(100, 115), (130, 145)], ["row 0 at 115", "unknown until 130", "row 1 at 145"], 0),
            (110, [(100, 115)], ["row 0 at 115"], 0),
            (115, [(100, 115), (115, 130)], ["row 1 at 130"], 1),
            (200, [(100, 115), (115, 130)], [], 2),
        ] as [(Int, [(Int, Int)], [String], Int)])
    func plans(lastUpdate: Int, rows: [(Int, Int)], expected: [String], late: Int) {
        let plan = UpdatePlan(
            rows.map { PendingRows.Interval(start: $0.0, end: $0.1) }, lastUpdate: lastUpdate)
        let lines = plan.lines.map { line in
            switch line {
            case .unknown(let time): "unknown until \(time)"
            case .row(let index, let time): "row \(index) at \(time)"
            }
        }
        #expect(lines == expected)
        #expect(plan.late == late)
        #expect(plan.lastUpdate == max(lastUpdate, rows.last?.1 ?? 0))
    }
}
