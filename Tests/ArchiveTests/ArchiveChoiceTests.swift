import Archive
import MetricModel
import Testing

@Suite("A query is answered from the archive that fits it")
struct ArchiveChoiceTests {
    static let now = midnight + 400 * 86_400
    static let day = 86_400

    static func header(_ retention: Retention = .planning, step: Int = 15) -> RRDHeader {
        RRDHeader(
            step: step, columns: [.init(name: "a", type: .gauge, heartbeat: 120)],
            archives: RetentionPlan(retention, step: step).archives, lastUpdate: now)
    }

    @Test(
        "the resolution is the nearest to what was asked, of those that cover the range",
        arguments: [
            (3600, nil, Consolidation.average, 15, Consolidation.average),
            (day, nil, .average, 15, .average),
            (day * 110 / 100, nil, .average, 15, .average),
            (day * 112 / 100, nil, .average, 60, .average),
            (7 * day, nil, .average, 60, .average),
            (3600, 600, .average, 600, .average),
            (30 * day, 3240, .average, 3600, .average),
            (20 * 365 * day, nil, .average, day, .average),
            (3600, nil, .max, 15, .max),
            (30 * day, nil, .max, 600, .max),
            (3600, nil, .min, 15, .min),
            (90 * day, nil, .min, day, .min),
            (3600, Int.min, .average, 15, .average),
            (3600, Int.max, .average, day, .average),
        ] as [(Int, Int?, Consolidation, Int, Consolidation)])
    func choice(
        span: Int, resolution: Int?, asked: Consolidation, step: Int, consolidation: Consolidation
    ) throws {
        let query = Query(
            cpu(), from: Self.now - span, to: Self.now, resolution: resolution, consolidation: asked)
        let choice = try ArchiveChoice(query, in: Self.header())
        #expect(choice.step == step)
        #expect(choice.consolidation == consolidation)
        #expect(choice.range.lowerBound % step == 0 && choice.range.upperBound % step == 0)
        #expect(choice.range.upperBound >= Self.now)
    }

    @Test("where no maximum is kept for so long, the answer is averages and says so")
    func fallsBack() throws {
        let query = Query(cpu(), from: Self.now - 20 * Self.day, to: Self.now, consolidation: .max)
        #expect(try ArchiveChoice(query, in: Self.header(.brief)).consolidation == .average)
    }

    @Test("a range that is older than all there is has no rows")
    func tooOld() throws {
        let query = Query(cpu(), from: 10, to: 1000)
        #expect(try ArchiveChoice(query, in: Self.header(.brief)).range.isEmpty)
    }

    @Test(
        "an impossible range is refused",
        arguments: [(100, 100), (200, 100), (Int.min, -1), (Int.max - 1, Int.max), (now - 100, Int.max)])
    func refuses(from: Int, to: Int) {
        #expect(throws: ArchiveError.self) { try ArchiveChoice(Query(cpu(), from: from, to: to), in: Self.header()) }
    }
}
