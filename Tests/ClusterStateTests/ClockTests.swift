import ClusterState
import MetricModel
import Testing
import Wire

@Suite("A host's clock")
struct ClockTests {
    /// One frame, heard at 00:10:00.250, that ends `ended` ms before and took `delay` ms to be sent.
    private func row(
        ended: Int64, delay: UInt32, interval: Int = 15, step: Int = 15
    ) throws -> (row: Row, host: Host, events: [Event]) {
        var cluster = Cluster(step: step)
        var agent = TestAgent("web1", interval: interval)
        cluster.wait(milliseconds: 600_250)
        let frame = agent.frame([agent.hello, .load(1)], at: cluster.now.wall + -ended, delay: delay)
        let effects = cluster.hear(frame, from: agent.peer)
        return (
            try #require(effects.rows(of: agent.key, "load").first), try #require(cluster.host(agent)),
            effects.events.filter { if case .new = $0 { false } else { true } }
        )
    }

    @Test(
        "dates a row if it is within one step of arrival",
        arguments: [
            (250, 0, 600), (0, 0, 600), (1250, 0, 599), (15_000, 0, 585), (-10_000, 0, 610), (-15_000, 0, 615),
            // Sending that is spread over the interval is no skew.
            (12_250, 12_000, 588), (15_250, 15_000, 585),
        ] as [(Int64, UInt32, Int64)])
    func right(ended: Int64, delay: UInt32, second: Int64) throws {
        let (row, host, events) = try row(ended: ended, delay: delay)
        #expect(row.end == Cluster.start + second)
        #expect(row.start == row.end - 15)
        #expect(!host.isClockWrong)
        #expect(host.counters.redated == 0)
        #expect(host.skew == Double(ended - Int64(delay)) / 1000)
        #expect(events.isEmpty)
    }

    @Test(
        "is wrong beyond that: the row is dated by its arrival",
        arguments: [15_001, -15_001, 3_600_000, -86_400_000, 1_800_000_000_000] as [Int64])
    func wrong(ended: Int64) throws {
        let (row, host, events) = try row(ended: ended, delay: 0)
        #expect(row.end == Cluster.start + 600)
        #expect(host.isClockWrong)
        #expect(host.counters.redated == 1)
        #expect(events == [.clockWrong(host.key, seconds: Double(ended) / 1000)])
    }

    @Test("may not be explained by a delay that no agent has", arguments: [15_001, 3_600_000, .max] as [UInt32])
    func impossibleDelay(delay: UInt32) throws {
        let (row, host, _) = try row(ended: Int64(delay), delay: delay)
        #expect(row.end == Cluster.start + 600)
        #expect(host.counters.redated == 1)
    }

    @Test("of a slow host may explain a delay within its interval")
    func slowHost() throws {
        let (row, host, _) = try row(ended: 60_250, delay: 60_000, interval: 60)
        #expect(row.end == Cluster.start + 540)
        #expect(row.start == Cluster.start + 480)
        #expect(host.counters.redated == 0)
    }

    @Test("the end of time does no harm")
    func endOfTime() throws {
        let year9999 = Timestamp(milliseconds: 253_402_300_799_999)
        let ended = Timestamp(milliseconds: Cluster.start * 1000 + 600_250) - year9999
        let (row, host, _) = try row(ended: ended, delay: .max)
        #expect(row.end == Cluster.start + 600)
        #expect(host.isClockWrong)
    }

    @Test("is reported once when it goes wrong and once when it is right again")
    func reportedOnce() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        var events: [Event] = []
        for offset in [0, 100_000, 101_000, 99_000, 0, 0] as [Int64] {
            cluster.wait(15)
            let frame = agent.frame([.load(1)], at: cluster.now.wall + offset)
            events += cluster.hear(frame, from: agent.peer).events
        }
        #expect(events == [.clockWrong(agent.key, seconds: -100), .clockRight(agent.key)])
        #expect(cluster.host(agent)?.counters.redated == 3)
    }

    @Test("skew, and what else is wrong with its datagrams, is a series of its own")
    func link() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        cluster.wait(15)
        agent.sequence = 4
        let frame = agent.frame([.load(-1)], at: cluster.now.wall + -2000, delay: 500)
        let row = try #require(cluster.hear(frame, from: agent.peer).rows(of: agent.key, "link").first)
        #expect(row.values == [1.5, 3, 0, 0, 1])
        #expect(row.definition == .link)
        #expect(cluster.hear(frame, from: agent.peer).rows.isEmpty)
    }
}
