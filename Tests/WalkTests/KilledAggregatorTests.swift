import Aggregator
import Archive
import ArchiveKit
import ClusterState
import Foundation
import MetricModel
import TestKit
import Testing
import Transport

/// The program itself, killed with -9 while it hears real datagrams, and started again at once.
@Suite("An aggregator that is killed again and again", .serialized)
struct KilledAggregatorTests {
    private static let hosts = 5

    /// How often: PLEXUS_KILLS for a proof, a few times by itself.
    private static let kills = Proof.count("PLEXUS_KILLS", usually: 4)

    /// From when to when an aggregator lived, in milliseconds since 1970.
    private struct Life {
        let heardFrom, killedAt: Int64
    }

    private static func now() -> Int64 { Tick.now().wall.milliseconds }

    @Test("has whole files, and all that it heard until the last second before each death")
    func killed() async throws {
        let folder = try TemporaryFolder()
        let receiver = try UDPReceiver(listeningOn: SocketAddress(ipv4: 0x7F00_0001, port: 0))
        let address = receiver.address
        _ = consume receiver
        let pages = "127.0.0.1:\(try TakenPort().port)"
        let command = [
            RealWalkTests.program("plexus"), "aggregator", "--data", folder.path, "--listen",
            "127.0.0.1:\(address.port)", "--interval", "1", "--http", pages,
        ]
        let feeder = Feeder(hosts: Self.hosts, to: address)
        feeder.start()
        var random = SeededGenerator(state: UInt64(Self.kills))
        var lives: [Life] = []
        var isDatedByArrival = false
        for number in 0...Self.kills {
            let aggregator = try Program(command)
            try await eventually("it listens; it says: \(aggregator.output)", within: 60) {
                aggregator.output.contains("listening") || !aggregator.isRunning
            }
            let heardFrom = Self.now()
            try await Task.sleep(for: .milliseconds(Int.random(in: 100...2500, using: &random)))
            if number == Self.kills {
                try await Self.checkPages(pages, aggregator)
                feeder.stop()
                let killedAt = Self.now()
                aggregator.send(SIGTERM)
                #expect(try await aggregator.end() == 0, "\(aggregator.output)")
                lives.append(Life(heardFrom: heardFrom, killedAt: killedAt))
            } else {
                let killedAt = Self.now()
                aggregator.send(SIGKILL)
                #expect(try await aggregator.end() == -SIGKILL, "\(aggregator.output)")
                lives.append(Life(heardFrom: heardFrom, killedAt: killedAt))
            }
            isDatedByArrival = isDatedByArrival || aggregator.output.contains("dated by their arrival")
            #expect(!aggregator.output.contains("set "), "\(aggregator.output)")
        }
        #expect(try StateFile(directory: folder.path).remembered(at: Tick.now())?.hosts.count == Self.hosts)
        try await Self.check(folder.path, feeder.departures, lives, isDatedByArrival)
    }

    private static func checkPages(_ address: String, _ aggregator: Program) async throws {
        try await eventually("its pages answer; it says: \(aggregator.output)", within: 60) {
            let (status, text) = try await Program.run(["curl", "-sSf", "http://\(address)/"])
            return status == 0 && text.contains("fed")
        }
        for page in ["host/fed/fed0", "api/v1/hosts"] {
            try await Program.require(["curl", "-sSf", "http://\(address)/\(page)"])
        }
    }

    private static func check(
        _ directory: String, _ departures: [Int64: Int64], _ lives: [Life], _ isDatedByArrival: Bool
    ) async throws {
        let reader = try ArchiveReader(directory: directory)
        let files = try SoundFile.all(below: reader.layout.root)
        let seconds = departures.keys.sorted()
        let first = try #require(seconds.first)
        let last = try #require(seconds.last)
        var known = 0
        var earliestLoss: Int64 = 0
        for host in 0..<hosts {
            let series = Series.host(Feeder.host(host), SubjectName(literal: "load"), nil)
            let rows = try await reader.fetch(
                Query(series, columns: ["one", "five", "fifteen"], from: Int(first) - 1, to: Int(last), resolution: 1))
            #expect(rows.step == 1)
            for (index, one) in rows.values[0].enumerated() {
                let second = Int64(rows.start + index + 1)
                let found = [one, rows.values[1][index], rows.values[2][index]]
                if !one.isNaN {
                    known += 1
                    #expect(found == Feeder.values(second, of: host) || isDatedByArrival, "host \(host) at \(second)")
                } else if let departure = departures[second] {
                    // Whoever lived then must have died before he could write it down.
                    let life = lives.first { $0.heardFrom < departure && departure < $0.killedAt }
                    guard let life else { continue }
                    earliestLoss = max(earliestLoss, life.killedAt - departure)
                }
            }
        }
        #expect(earliestLoss < 1000, "a value was lost that was sent \(earliestLoss) ms before the kill")
        #expect(known > 0)
        print(
            "\(kills) kills of an aggregator: \(files.count) files sound, \(known) of \(seconds.count * hosts) rows known,"
                + " none lost that was sent more than \(earliestLoss) ms before a kill")
    }
}
