import Parsers
import Procfs
import TestKit
import Testing

@Suite("CPU shares")
struct CPUSharesTests {
    @Test("are percent of the ticks that passed, and 100 together")
    func shares() throws {
        let shares = try #require(
            times(20, 10, 30, 100, 20, 5, 7, 8).shares(since: times(10, 5, 20, 40, 10, 4, 5, 6)))
        // 10 + 5 + 10 + 60 + 10 + 1 + 2 + 2 = 100 ticks
        #expect([shares.user, shares.nice, shares.system, shares.idle, shares.iowait] == [10, 5, 10, 60, 10])
        #expect([shares.irq, shares.softirq, shares.steal, shares.guest] == [1, 2, 2, 0])
    }

    @Test("guest is taken out of user and nice, and never counted twice")
    func guest() throws {
        let shares = try #require(
            times(50, 20, 10, 20, 0, 0, 0, 0, 30, 15).shares(since: times(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
        #expect(shares.user == 20)
        #expect(shares.nice == 5)
        #expect(shares.guest == 45)
        #expect(sum(shares) == 100)
    }

    @Test("guest that is ahead of user takes all of it and no more")
    func guestAhead() throws {
        let shares = try #require(
            times(50, 0, 0, 50, 0, 0, 0, 0, 52, 0).shares(since: times(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
        #expect(shares.user == 0)
        #expect(shares.guest == 50)
    }

    @Test("idle and iowait that step back count as unchanged")
    func stepBack() throws {
        let shares = try #require(times(20, 0, 0, 39, 9).shares(since: times(10, 0, 0, 40, 10)))
        #expect(shares.user == 100)
        #expect(shares.idle == 0)
        #expect(shares.iowait == 0)
    }

    @Test("any other counter that fell leaves them unknown", arguments: [0, 1, 2, 5, 6, 7, 8, 9])
    func fell(column: Int) {
        var later: [UInt64] = Array(repeating: 200, count: 10)
        later[column] = 99
        let earlier = CPUTimes(Array(repeating: 100, count: 10))
        #expect(CPUTimes(later).shares(since: earlier) == nil)
    }

    @Test("no tick passed: unknown, not zero")
    func noTick() {
        #expect(times(1, 2, 3, 4).shares(since: times(1, 2, 3, 4)) == nil)
        #expect(CPUTimes().shares(since: CPUTimes()) == nil)
    }

    @Test("hostile counters do not overflow")
    func huge() throws {
        let all = CPUTimes(Array(repeating: .max, count: 10))
        #expect(abs(sum(try #require(all.shares(since: CPUTimes()))) - 100) < 1e-9)
    }

    @Test("are 100 together on every fixture host", arguments: FixtureHost.all)
    func fixtures(host: FixtureHost) throws {
        let (earlier, later) = (try Stat(host.first.proc), try Stat(host.second.proc))
        #expect(abs(sum(try #require(later.all.shares(since: earlier.all))) - 100) < 1e-9)
        for (place, core) in later.cores.enumerated() {
            let before = try #require(earlier.times(ofCore: core.id, near: place))
            #expect(abs(sum(try #require(core.times.shares(since: before))) - 100) < 1e-9)
        }
    }

    @Test("guests of the hypervisor: 765 of 1,500 ticks, out of user and nice")
    func hypervisor() throws {
        let host = FixtureHost(name: "hypervisor")
        let shares = try #require(try Stat(host.second.proc).all.shares(since: try Stat(host.first.proc).all))
        #expect(abs(shares.guest - 51) < 1e-9)
        #expect(abs(shares.user - 12) < 1e-9)
        #expect(abs(shares.nice - 1) < 1e-9)
        #expect(abs(shares.system - 8) < 1e-9)
        #expect(abs(shares.idle - 20) < 1e-9)
        #expect(abs(shares.iowait - 6) < 1e-9)
        #expect(abs(shares.softirq - 2) < 1e-9)
    }

    private func times(_ columns: UInt64...) -> CPUTimes { CPUTimes(columns) }

    private func sum(_ shares: CPUShares) -> Double {
        shares.user + shares.nice + shares.system + shares.idle + shares.iowait + shares.irq + shares.softirq
            + shares.steal + shares.guest
    }
}

extension CPUTimes {
    /// The columns in the kernel's order; those not given are 0.
    init(_ columns: [UInt64]) {
        self.init()
        let fields: [WritableKeyPath<CPUTimes, UInt64>] = [
            \.user, \.nice, \.system, \.idle, \.iowait, \.irq, \.softirq, \.steal, \.guest, \.guestNice,
        ]
        for (field, value) in zip(fields, columns) { self[keyPath: field] = value }
    }
}
