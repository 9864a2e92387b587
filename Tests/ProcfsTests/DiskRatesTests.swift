import Parsers
import Procfs
import TestKit
import Testing

@Suite("Disk rates")
struct DiskRatesTests {
    @Test("follow iostat's formulas, in bytes and seconds")
    func formulas() throws {
        let earlier = counters("100 0 1000 500 200 0 4000 900 0 5000 7000 10 0 80 20 5 50")
        let later = counters("110 4 1080 540 240 30 4640 1100 3 6000 7500 12 0 112 28 9 58")
        let rates = try #require(later.delta(since: earlier).flatMap { DiskRates($0, over: 2) })
        #expect(rates.readBytes == 20480.0)
        #expect(rates.writeBytes == 163_840.0)
        #expect(rates.discardBytes == 8192.0)
        #expect(rates.reads == 5)
        #expect(rates.writes == 20)
        #expect(rates.discards == 1)
        #expect(rates.flushes == 2)
        #expect(rates.readsMerged == 2)
        #expect(rates.writesMerged == 15)
        // 80 + 640 + 32 sectors in 10 + 40 + 2 requests.
        #expect(rates.requestSize == 752 * 512 / 52.0)
        #expect(rates.readAwait == 0.004)
        #expect(rates.writeAwait == 0.005)
        #expect(rates.discardAwait == 0.004)
        #expect(rates.flushAwait == 0.002)
        #expect(rates.await == 0.248 / 52)
        #expect(rates.queue == 0.25)
        #expect(rates.utilisation == 50)
        #expect(rates.inFlight == 3)
    }

    @Test("an idle disk has no waiting time, and what the kernel does not count is nil")
    func idle() throws {
        let row = counters("100 0 1000 500 200 0 4000 900 0 5000 7000")
        let rates = try #require(row.delta(since: row).flatMap { DiskRates($0, over: 1) })
        #expect(rates.reads == 0)
        #expect(rates.queue == 0)
        #expect(rates.utilisation == 0)
        #expect(rates.readAwait == nil)
        #expect(rates.writeAwait == nil)
        #expect(rates.await == nil)
        #expect(rates.requestSize == nil)
        #expect(rates.discards == nil)
        #expect(rates.flushAwait == nil)
    }

    @Test("utilisation is at most 100")
    func capped() throws {
        let delta = counters("0 0 0 0 0 0 0 0 0 1010 0").delta(since: counters("0 0 0 0 0 0 0 0 0 0 0"))
        #expect(delta.flatMap { DiskRates($0, over: 1) }?.utilisation == 100)
    }

    @Test("no time passed: no rates", arguments: [0, -1, .nan, .infinity])
    func noTime(seconds: Double) throws {
        let row = counters("1 1 1 1 1 1 1 1 1 1 1")
        #expect(DiskRates(try #require(row.delta(since: row)), over: seconds) == nil)
    }

    @Test(
        "a counter that fell leaves everything unknown",
        arguments: [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 14, 15, 16])
    func fell(column: Int) {
        var later = Array(repeating: 200, count: 17)
        later[column] = 99
        let earlier = counters(Array(repeating: "100", count: 17).joined(separator: " "))
        #expect(counters(later.map(String.init).joined(separator: " ")).delta(since: earlier) == nil)
    }

    @Test(
        "milliseconds step over 2^32; a smaller fall is a reset",
        arguments: [
            ("4294967290", "4", 10), ("4294967295", "0", 1), ("2147483649", "0", 2_147_483_647),
            ("2147483648", "0", nil), ("4294967290", "4294967289", nil), ("4294967296", "0", nil),
        ] as [(String, String, Double?)])
    func wrap(old: String, new: String, advance: Double?) {
        let delta = counters("0 0 0 0 0 0 0 0 0 0 \(new)").delta(since: counters("0 0 0 0 0 0 0 0 0 0 \(old)"))
        #expect(delta?.msWeighted == advance)
        let busy = counters("0 0 0 0 0 0 0 0 0 \(new) 0").delta(since: counters("0 0 0 0 0 0 0 0 0 \(old) 0"))
        #expect(busy?.msBusy == advance)
        // Counts of requests have more bits, so that every fall is a reset.
        #expect(counters("\(new) 0 0 0 0 0 0 0 0 0 0").delta(since: counters("\(old) 0 0 0 0 0 0 0 0 0 0")) == nil)
    }

    @Test("a kernel that counted below zero does not know what is in flight")
    func inFlight() throws {
        let rates = try odd("nvme0n1")
        #expect(rates.inFlight == nil)
        #expect(rates.reads == 100.0 / 15)
        #expect(rates.readBytes == 40960.0)
        // 4294960000 -> 704: 8,000 ms; 4294966000 -> 704: 2,000 ms; 4294967000 -> 1500: 1,796 ms
        #expect(rates.readAwait == 0.08)
        #expect(rates.queue == 2.0 / 15)
        #expect(abs(rates.utilisation - 100 * 1.796 / 15) < 1e-9)
    }

    @Test("the total sums what disks did, and shows the busiest")
    func total() throws {
        let zero = counters("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")
        let busy = counters("10 0 80 40 0 0 0 0 2 900 100 0 0 0 0 0 0")
        let slow = counters("0 0 0 0 30 0 240 600 1 500 700 0 0 0 0 0 0")
        var total = DiskTotal()
        #expect(total.rates(over: 1) == nil)
        total.add(try #require(busy.delta(since: zero)))
        total.add(try #require(slow.delta(since: zero)))
        let rates = try #require(total.rates(over: 1))
        #expect(total.devices == 2)
        #expect(rates.readBytes == 40960)
        #expect(rates.writeBytes == 122_880)
        #expect(rates.await == 0.016)
        #expect(rates.queue == 0.8)
        #expect(rates.utilisation == 90)
        #expect(rates.inFlight == 3)
        #expect(rates.discards == 0)
    }

    @Test("many cores: 24 disks, of which disk n made n + 1 reads and 2 (n + 1) writes a second")
    func manyCores() throws {
        let host = FixtureHost(name: "many-cores")
        let rates = try #require(try total(of: host))
        // The sum of 1 to 24 is 300.
        #expect(rates.reads == 300)
        #expect(rates.writes == 600)
        #expect(rates.readBytes == 1_228_800.0)
        #expect(rates.writeBytes == 4_915_200.0)
        #expect(rates.readAwait == 0.002)
        #expect(rates.writeAwait == 0.001)
        #expect(abs(rates.utilisation - 100 * 24 * 0.05 / 15) < 1e-9)
    }

    @Test("the hypervisor's total holds sda and sdb; sdc was plugged in anew, and RAID and LVM lie on top")
    func hypervisor() throws {
        let rates = try #require(try total(of: FixtureHost(name: "hypervisor")))
        #expect(rates.reads == 15)
        #expect(rates.writes == 40)
        #expect(rates.writeBytes == 1_638_400.0)
        #expect(rates.utilisation == 50)
    }

    /// The total as a collector would take it: whole devices alone, and those whose counters did not fall.
    private func total(of host: FixtureHost) throws -> DiskRates? {
        let (earlier, later) = (try Diskstats(host.first.proc), try Diskstats(host.second.proc))
        var total = DiskTotal()
        for (place, row) in later.rows.enumerated() where BlockDevice(row.name, sys: host.second.sys).isSummed {
            guard let before = earlier.counters(of: row.name, near: place),
                let delta = row.counters.delta(since: before)
            else { continue }
            total.add(delta)
        }
        return total.rates(over: 15)
    }

    private func odd(_ name: String) throws -> DiskRates {
        let host = FixtureHost(name: "odd-names")
        let before = try #require(try Diskstats(host.first.proc).counters(of: name, near: 0))
        let after = try #require(try Diskstats(host.second.proc).counters(of: name, near: 0))
        return try #require(after.delta(since: before).flatMap { DiskRates($0, over: 15) })
    }

    private func counters(_ numbers: String) -> DiskCounters {
        (try? Diskstats("8 0 sda \(numbers)\n"))?.rows.first?.counters ?? DiskCounters()
    }
}
