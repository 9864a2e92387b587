import Aggregator
import ClusterState
import Foundation
import Logging
import MetricModel
import Synchronization
import Testing
import Wire

@testable import Archive

/// An aggregator whose machine's clock leaps, while those of its hosts are right.
@Suite("A leap of the aggregator's clock")
final class ClockLeapTests {
    private let folder = NSTemporaryDirectory() + "clock-leap-\(UUID().uuidString)"

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Where an hour begins.
    private static let start = 1_699_999_200
    private static let week = 604_800

    /// What the machine says: how many seconds have truly passed, and by how many its wall clock is off.
    private final class ToldClock: Sendable {
        private let told = Mutex((second: 0, leap: 0))

        func set(_ second: Int, leap: Int) { told.withLock { $0 = (second, leap) } }

        var reading: SteadyClock.Reading {
            let (second, leap) = told.withLock { $0 }
            return SteadyClock.Reading(
                tick: Tick(
                    wall: Timestamp(seconds: Int64(ClockLeapTests.start + second + leap)),
                    monotonic: UInt64(second) * 1_000_000_000),
                elapsed: UInt64(second) * 1_000_000_000)
        }
    }

    /// All that a file holds, wherever its rings begin: librrd throws dice for that.
    private struct Holding: Equatable {
        let header: ArraySlice<UInt64>
        let rows: [[UInt64]]

        init(_ contents: FileContents) {
            // The pointers stand last.
            header = contents.words.dropLast(contents.rings.count)
            rows = contents.rings.map { ring in
                ring.everyRow.flatMap { end in (0..<ring.columns).map { ring[$0, endingAt: end].bitPattern } }
            }
        }
    }

    /// What is left of some minutes in which an agent and a script of the same group were heard.
    private struct Outcome {
        let counters: ArchiveCounters
        /// Frames that were dated by their arrival, as those of a host whose clock is wrong.
        let redated: UInt64
        /// By name.
        var files: [String: Holding] = [:]
        /// Seconds since the start.
        var newest: [String: Int] = [:]
    }

    private func aggregator(_ name: String, by clock: ToldClock) throws -> Aggregator {
        var configuration = Configuration(directory: "\(folder)/\(name)")
        configuration.listen = []
        configuration.groups = [GroupRule(name: GroupName(literal: "all"), hosts: ["*"])]
        return try Aggregator(
            configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clocks: { clock.reading })
    }

    /// - `leap`: by the minute.
    private func play(_ name: String, minutes: Int, leap: (Int) -> Int) async throws -> Outcome {
        let clock = ToldClock()
        let aggregator = try aggregator(name, by: clock)
        for second in 0..<(minutes * 60) {
            clock.set(second, leap: leap(second / 60))
            if second % 15 == 0 {
                let tick = Timestamp(seconds: Int64(Self.start + second))
                let datagrams = try AggregatorTests.datagrams(
                    load: Double(second % 70), at: tick, sequence: UInt32(second / 15))
                for datagram in datagrams { aggregator.hear(datagram.span) }
                try Self.tellLoad(Double(second % 80)) { aggregator.hear($0) }
            }
            aggregator.advance()
        }
        let redated = aggregator.read { state in state.hosts.values.reduce(0) { $0 + $1.counters.redated } }
        await aggregator.stop()
        var outcome = Outcome(counters: aggregator.archive.counters, redated: redated)
        for file in aggregator.archive.layout.files() {
            let place = "\(file.owner) \(file.name)"
            let contents = try #require(try FileContents(readingFrom: file.path, now: .max))
            outcome.files[place] = Holding(contents)
            outcome.newest[place] = contents.header.lastUpdate - Self.start
        }
        return outcome
    }

    /// As gmetric would, of another host: a value without a time.
    private static func tellLoad(_ load: Double, _ take: (Span<UInt8>) -> Void) throws {
        let id = GangliaMetricID(host: "10.0.0.7:db1", name: "load_one", isSpoofed: true)
        let type = GangliaMetadata(
            type: .double, name: "load_one", units: "", slope: .both, tmax: 60, dmax: 0, extras: [])
        for message in [
            GangliaMessage.metadata(id, type), .value(id, GangliaValue(.string("\(load)"), format: "%s")),
        ] {
            var bytes: [UInt8] = []
            try message.encode(into: &bytes)
            take(bytes.span)
        }
    }

    @Test("that is taken back in time leaves no trace in any file", arguments: [week, -week])
    func takenBack(seconds: Int) async throws {
        let quiet = try await play("quiet", minutes: 35) { _ in 0 }
        let leapt = try await play("leapt", minutes: 35) { 12..<22 ~= $0 ? seconds : 0 }
        #expect(quiet.files.count > 5)
        #expect(leapt.files.keys.sorted() == quiet.files.keys.sorted())
        #expect(quiet.files.keys.filter { leapt.files[$0] != quiet.files[$0] } == [])
        #expect(leapt.redated == 0)
        #expect(leapt.counters.rowsLate == 0)
        #expect(leapt.counters.rowsRefused == 0)
        #expect(leapt.counters.errors.isEmpty)
    }

    @Test("that stays is believed after a quarter of an hour, and then dates all")
    func stays() async throws {
        let outcome = try await play("stays", minutes: 35) { $0 < 12 ? 0 : Self.week }
        for place in ["host(default/web1) load.rrd", "host(default/db1) load.rrd"] {
            #expect(outcome.newest[place] == Self.week + 35 * 60 - 15)
        }
        #expect(outcome.redated > 0)
        #expect(outcome.counters.rowsRefused == 0)
    }

    @Test("is told by the aggregator for as long as it is held")
    func status() async throws {
        let clock = ToldClock()
        let aggregator = try aggregator("status", by: clock)
        var leaps: [Double?] = []
        for (second, leap) in [(1, 0), (2, 90), (3, 90), (4, 0)] {
            clock.set(second, leap: leap)
            #expect(aggregator.now.wall == Timestamp(seconds: Int64(Self.start + second)))
            leaps.append(aggregator.clockLeap?.seconds)
        }
        #expect(leaps == [nil, 90, 90, nil])
        await aggregator.stop()
    }
}
