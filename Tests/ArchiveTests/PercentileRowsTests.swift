import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("Percentiles of hours and days are kept")
struct PercentileRowsTests {
    private static let meaning = definition(retention: .planning)
    private static let hours = Series.host(web1, SubjectName(literal: "cpu_hours"), nil)
    private static let days = Series.host(web1, SubjectName(literal: "cpu_days"), nil)

    /// Values of chance, a tenth of them unknown.
    private static func rows(hours: Int) -> [Row] {
        var random = SeededGenerator(state: 5)
        let values = (0..<(hours * 240)).map { _ -> [Double] in
            let isUnknown = Int.random(in: 0..<10, using: &random) == 0
            return [isUnknown ? .nan : Double(Int.random(in: 0...10_000, using: &random)), 7]
        }
        return ArchiveTests.rows(values, as: meaning)
    }

    /// By definition: the least value that so many are no greater than.
    private static func percentile(_ share: Double, _ rows: ArraySlice<Row>) -> Double {
        let values = rows.map { $0.values[0] }.filter { !$0.isNaN }.sorted()
        let place = values.indices.first { Double($0 + 1) >= share * Double(values.count) }
        return place.map { values[$0] } ?? .nan
    }

    @Test("exactly, of every hour from the first and of each day, however the rows come in", arguments: [37, 1440])
    func exact(portion: Int) async throws {
        let folder = try TemporaryFolder()
        let archive = try openArchive(folder)
        let all = Self.rows(hours: 26)
        for start in stride(from: 0, to: all.count, by: portion) {
            archive.store(Array(all[start..<min(all.count, start + portion)]))
            await archive.flush()
        }
        let found = try await archive.fetch(Query(Self.hours, from: midnight, to: midnight + 26 * 3600))
        #expect(found.step == 3600 && found.start == midnight)
        for (ending, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
            let expected = (0..<26).map { Self.percentile(share, all[($0 * 240)..<($0 * 240 + 240)]) }
            #expect(found["user_\(ending)"] == expected)
            #expect(found["idle_\(ending)"] == [Double](repeating: 7, count: 26))
        }
        let day = try await archive.fetch(Query(Self.days, from: midnight, to: midnight + 86_400))
        #expect(day["user_p95"] == [Self.percentile(0.95, all[..<5760])])
        #expect(archive.counters.errors.isEmpty && archive.counters.rowsLate == 0)
        await archive.close()
    }

    @Test("not of hours that nobody knows, nor of what nobody plans with")
    func gaps() async throws {
        let folder = try TemporaryFolder()
        let archive = try openArchive(folder)
        let other = definition(["user"], retention: .detail)
        for hour in [0, 1, 2, 3, 4, 5, 6, 7, 30] {
            archive.store(
                ArchiveTests.rows(
                    [[Double]](repeating: [1, 2], count: 240), as: Self.meaning, from: midnight + hour * 3600))
            archive.store(
                ArchiveTests.rows(
                    [[Double]](repeating: [1], count: 240), of: cpu(host("db1")), as: other,
                    from: midnight + hour * 3600))
            await archive.flush()
        }
        let found = try await archive.fetch(Query(Self.hours, from: midnight, to: midnight + 31 * 3600))
        #expect(found["user_p99"]?.count { $0 == 1 } == 9)
        #expect(told(found["user_p99"]).suffix(3) == ["nan", "nan", "1.0"])
        #expect(archive.layout.series(of: host("db1")) == [cpu(host("db1"))])
        await archive.close()
    }
}
