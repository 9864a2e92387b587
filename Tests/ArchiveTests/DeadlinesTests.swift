import Archive
import MetricModel
import Testing

@Suite("Files are written spread over the interval")
struct DeadlinesTests {
    static let second: Deadlines.Moment = 1_000_000_000
    static let hosts = (0..<200).compactMap { HostName("host\($0)") }.map { HostKey(cluster: prod, name: $0) }

    @Test("series whose rows come together are written between half the limit and the limit, evenly")
    func spread() {
        var tenths = [Int](repeating: 0, count: 10)
        for host in Self.hosts {
            let deadline = Deadlines.deadline(of: cpu(host), firstRowAt: 7 * Self.second, limit: 10 * Self.second)
            #expect(12 * Self.second...17 * Self.second ~= deadline)
            tenths[min(9, Int((deadline - 12 * Self.second) / (Self.second / 2)))] += 1
        }
        #expect(tenths.allSatisfy { $0 >= 5 }, "\(tenths)")
    }

    @Test("what is due comes out once, in the order of time, and the rest stays")
    func due() {
        var deadlines = Deadlines()
        #expect(deadlines.next == nil)
        deadlines.add(cpu(Self.hosts[0]), at: 3 * Self.second)
        deadlines.add(cpu(Self.hosts[1]), at: 1 * Self.second)
        deadlines.add(cpu(Self.hosts[2]), at: 9 * Self.second)
        #expect(deadlines.next == 1 * Self.second)
        #expect(deadlines.popDue(at: Self.second / 2).isEmpty)
        #expect(deadlines.popDue(at: 4 * Self.second) == [cpu(Self.hosts[1]), cpu(Self.hosts[0])])
        #expect(deadlines.popDue(at: 4 * Self.second).isEmpty)
        #expect(deadlines.next == 9 * Self.second)
    }

    @Test("what is due comes out in helpings, until all of it has", arguments: [1, 7, 64, 1000])
    func helpings(limit: Int) {
        var deadlines = Deadlines()
        for (index, host) in Self.hosts.enumerated() {
            deadlines.add(cpu(host), at: UInt64(index % 3) * Self.second)
        }
        var all: [Series] = []
        while true {
            let helping = deadlines.popDue(at: 5 * Self.second, limit: limit)
            #expect(helping.count <= limit)
            guard !helping.isEmpty else { break }
            all += helping
        }
        #expect(all.count == Self.hosts.count)
        #expect(Set(all) == Set(Self.hosts.map { cpu($0) }))
        #expect(deadlines.next == nil)
    }
}
