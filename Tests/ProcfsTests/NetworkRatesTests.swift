import Parsers
import Procfs
import TestKit
import Testing

@Suite("Network rates")
struct NetworkRatesTests {
    @Test("are each counter's change per second")
    func rates() throws {
        let earlier = counters("10 20 30 40 50 60 70 80 90 100 110 120 130 140 150 160")
        let later = counters("12 24 36 48 60 72 84 96 108 120 132 144 156 168 180 192")
        let rates = try #require(NetworkRates(from: earlier, to: later, over: 2))
        #expect(
            [
                rates.rxBytes, rates.rxPackets, rates.rxErrors, rates.rxDropped, rates.rxFIFO, rates.rxFrame,
                rates.rxCompressed, rates.rxMulticast, rates.txBytes, rates.txPackets, rates.txErrors,
                rates.txDropped, rates.txFIFO, rates.txCollisions, rates.txCarrier, rates.txCompressed,
            ] == (1...16).map(Double.init))
        var sum = rates
        sum += rates
        #expect(sum.rxBytes == 2)
        #expect(sum.txCompressed == 32)
    }

    @Test("no time passed: no rates", arguments: [0, -1, .nan, .infinity])
    func noTime(seconds: Double) {
        #expect(NetworkRates(from: NetworkCounters(), to: NetworkCounters(), over: seconds) == nil)
    }

    @Test(
        "one counter may step over 2^32; any other fall is a reset",
        arguments: [
            ("4294967290 5", "4 6", 10), ("4294967290 5", "4294967280 6", nil), ("4294967296 5", "0 6", nil),
            ("2147483648 5", "0 6", nil), ("4294967290 5", "4 0", nil), ("4294967290 4294967290", "4 4", nil),
        ] as [(String, String, Double?)])
    func falls(old: String, new: String, rate: Double?) {
        let rest = " 0 0 0 0 0 0 0 0 0 0 0 0 0 0"
        #expect(NetworkRates(from: counters(old + rest), to: counters(new + rest), over: 1)?.rxBytes == rate)
    }

    @Test("a card that was reset is unknown for that interval")
    func reset() throws {
        #expect(try fixture("kernel-3.10", "eth0") == nil)
        #expect(try fixture("kernel-3.10", "lo")?.rxBytes == 100)
    }

    @Test("a 32-bit card that stepped over, and a 64-bit counter near its end")
    func odd() throws {
        let rates = try #require(try fixture("odd-names", "enx001122334455"))
        // 4,294,900,000 -> 1,234,567 is 1,301,863 bytes.
        #expect(rates.rxBytes == 1_301_863.0 / 15)
        #expect(rates.rxPackets == 100)
        #expect(rates.txBytes == 40)
    }

    @Test("only the two cards of the hypervisor count, and nothing twice")
    func hypervisor() throws {
        let host = FixtureHost(name: "hypervisor")
        var sum = NetworkRates()
        for row in try NetDev(host.second.proc).rows {
            guard NetworkInterface(row.name, proc: host.second.proc, sys: host.second.sys).isSummed else { continue }
            sum += try #require(try fixture("hypervisor", row.name))
        }
        #expect(sum.rxBytes == 1_500_000)
        #expect(sum.txBytes == 3_000_000)
        #expect(sum.rxPackets == 1500)
    }

    private func fixture(_ name: String, _ interface: String) throws -> NetworkRates? {
        let host = FixtureHost(name: name)
        let before = try #require(try NetDev(host.first.proc).counters(of: interface, near: 0))
        let after = try #require(try NetDev(host.second.proc).counters(of: interface, near: 0))
        return NetworkRates(from: before, to: after, over: 15)
    }

    private func counters(_ numbers: String) -> NetworkCounters {
        (try? NetDev(NetDevTests.header + "eth0: \(numbers)\n"))?.rows.first?.counters ?? NetworkCounters()
    }
}
