import Archive
import MetricModel
import Testing

@Suite("Files are written spread over the interval")
struct DeadlinesTests {
    static let second: Deadlines.Moment = 1_000_000_000
    static let hosts = (0..<200).compactMap { HostName("host\($0)") }.map { HostKey(cluster: prod, name: $0) }

    @Test("series whose rows come together are written once in a period, evenly over it")
    func spread() {
        var tenths = [Int](repeating: 0, count: 10)
        for host in Self.hosts {
            let first = Deadlines.deadline(of: cpu(host), firstRowAt: 7 * Self.second, period: 10 * Self.second)
            #expect(first > 7 * Self.second && first <= 17 * Self.second)
            tenths[min(9, Int((first - 7 * Self.second - 1) / Self.second))] += 1
            // The first row after a series has been written waits for the whole of a period.
            let next = Deadlines.deadline(of: cpu(host), firstRowAt: first, period: 10 * Self.second)
            #expect(next == first + 10 * Self.second)
        }
        #expect(tenths.allSatisfy { $0 >= 5 }, "\(tenths)")
    }

    @Test("those of a host come near each other, and not at once")
    func host() {
        let subjects = (0..<100).compactMap { SubjectName("subject\($0)") }
        for host in Self.hosts.prefix(20) {
            let moments = subjects.map {
                Deadlines.deadline(of: .host(host, $0, nil), firstRowAt: 7 * Self.second, period: 320 * Self.second)
            }.sorted()
            // Where a period begins anew among them, the largest pause is that between the two ends.
            let pauses = zip(moments, moments.dropFirst()).map { $1 - $0 }
            let around = 320 * Self.second - (moments.last ?? 0) + (moments.first ?? 0)
            #expect(320 * Self.second - max(pauses.max() ?? 0, around) <= 10 * Self.second)
            #expect(Set(moments).count > 90)
        }
    }

    @Test("without a period a series is written at once")
    func atOnce() { #expect(Deadlines.deadline(of: cpu(), firstRowAt: 7, period: 0) == 7) }

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
