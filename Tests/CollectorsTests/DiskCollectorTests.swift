import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Disks")
struct DiskCollectorTests {
    @Test("the total is that of whole disks: partitions, md, dm, loop and zram are in it already")
    func total() throws {
        let host = try PlayedHost(.hypervisor)
        try host.drop("sdc", from: "proc/diskstats")
        let values = try DiskCollector.values(of: host) { host in
            try host.advance()
            try host.drop("sdc", from: "proc/diskstats")
        }
        // sda and sdb in 15 s: 150 + 75 reads of 12,000 + 6,000 sectors in 600 + 300 ms, 300 writes of 24,000 sectors in
        // 3,000 ms each; busy 7,500 and 3,000 ms, weighted 3,600 + 3,300 ms.
        expect(
            values.row("disk"),
            are: [
                "read_bytes": 18_000 * 512 / 15.0, "write_bytes": 48_000 * 512 / 15.0,
                "reads": 15, "writes": 40, "r_await": 0.9 / 225, "w_await": 6.0 / 600, "await": 6.9 / 825,
                "queue": 6.9 / 15, "util": 50,
                // The mean of two samples: 0 and 2.
                "in_flight": 1,
            ])
        #expect(values.rows == ["disk@sda", "disk@sdb", "disk@md0", "disk@dm-0", "disk@dm-1", "disk"])
        // 30 flushes in 60 ms, which the total leaves out.
        #expect(values["disk@sda.flushes"] == 2)
        #expect(values["disk@sda.f_await"] == 0.06 / 30)
        #expect(values["disk@sda.discard_bytes"] == 0)
        // 30 writes were merged; 12,000 + 24,000 sectors in 150 + 300 requests.
        #expect(values["disk@sda.reads_merged"] == 0)
        #expect(values["disk@sda.writes_merged"] == 2)
        #expect(values["disk@sda.areq_size"] == 40_960.0)
    }

    @Test("there is no total while a disk's counters go backwards, and the others go on")
    func reset() throws {
        let values = try DiskCollector.values(of: .hypervisor)
        #expect(values.rows == ["disk@sda", "disk@sdb", "disk@md0", "disk@dm-0", "disk@dm-1"])
        #expect(values["disk@sda.reads"] == 10)
        #expect(values["disk@sdb.util"] == 20)
    }

    @Test("beyond the cap disks are left out and counted, and still are in the total")
    func cap() throws {
        let host = try PlayedHost(.hypervisor)
        let rows = (0..<514).map { "252 \($0) vd\($0)x 1 2 3 4 5 6 7 8 9 10 11\n" }.joined()
        try host.edit("proc/diskstats") { _ in rows }
        let collector = DiskCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.leftOut == 0)
        try host.edit("proc/diskstats") { $0.replacing("x 1 2 3", with: "x 16 2 3") }
        try collector.sample(at: .start + 15, through: &buffer)
        let values = collector.values(at: .start + 15)
        #expect(values.rows.count == 513)
        #expect(collector.leftOut == 2)
        #expect(values["disk.reads"] == 514)
        #expect(values["disk@vd511x.reads"] == 1)
        #expect(values["disk@vd512x.reads"] == nil)
    }

    @Test("an idle disk has no await, rather than one of 0 s")
    func idle() throws {
        let values = try DiskCollector.values(of: PlayedHost(.hypervisor)) { _ in }
        #expect(values["disk@sda.reads"] == 0)
        #expect(values["disk@sda.await"] == nil)
        #expect(values["disk@sda.r_await"] == nil)
    }

    @Test("one that comes is told of from the next interval on, one that goes no longer")
    func comeAndGo() throws {
        let host = try PlayedHost(.hypervisor)
        try host.drop("sdb", from: "proc/diskstats")
        try host.drop("sdc", from: "proc/diskstats")
        let collector = DiskCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try host.advance()
        try host.drop("sda", from: "proc/diskstats")
        try collector.sample(at: .start + 15, through: &buffer)
        // Nothing is left of which both readings tell, except what does not count in the total.
        #expect(collector.values(at: .start + 15).rows == ["disk@md0", "disk@dm-0", "disk@dm-1"])
        try host.edit("proc/diskstats") { $0.replacing("sdb 5000075 ", with: "sdb 5000375 ") }
        try collector.sample(at: .start + 30, through: &buffer)
        let values = collector.values(at: .start + 30)
        #expect(values.rows == ["disk@sdb", "disk@sdc", "disk@md0", "disk@dm-0", "disk@dm-1", "disk"])
        #expect(values["disk.reads"] == 20)
    }

    @Test("requests in flight below zero are unknown, for the disk and for the total")
    func negativeInFlight() throws {
        let host = try PlayedHost(.hypervisor)
        let miscount = { (text: String) in
            text.replacing(" 90000000 0 60000000 ", with: " 90000000 4294967295 60000000 ")
        }
        try host.drop("sdc", from: "proc/diskstats")
        try host.edit("proc/diskstats", miscount)
        let values = try DiskCollector.values(of: host) { _ in }
        #expect(values["disk@sda.reads"] == 0)
        #expect(values["disk@sda.in_flight"] == nil)
        #expect(values["disk.reads"] == 0)
        #expect(values["disk.in_flight"] == nil)
    }

    @Test("kernels that do not count discards and flushes leave them unknown")
    func oldKernel() throws {
        let values = try DiskCollector.values(of: FixtureHost(name: "kernel-3.10"))
        #expect(values["disk@sda.writes"] != nil)
        for field in ["discards", "discard_bytes", "d_await", "flushes", "f_await"] {
            #expect(values["disk@sda.\(field)"] == nil)
            #expect(values["disk.\(field)"] == nil)
        }
    }

    @Test("after a failure nothing is said about the time before it")
    func afterFailure() throws {
        let host = try PlayedHost(.hypervisor)
        try host.drop("sdc", from: "proc/diskstats")
        let collector = DiskCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try host.edit("proc/diskstats") { $0.replacing("8       0 sda", with: "8       x sda") }
        #expect(throws: ProcfsError.self) { try collector.sample(at: .start + 1, through: &buffer) }
        collector.forget()
        #expect(collector.values(at: .start + 1).rows.isEmpty)
        try host.advance()
        try host.drop("sdc", from: "proc/diskstats")
        try collector.sample(at: .start + 2, through: &buffer)
        #expect(collector.values(at: .start + 2).rows.isEmpty)
        try collector.sample(at: .start + 3, through: &buffer)
        let values = collector.values(at: .start + 3)
        #expect(values["disk.reads"] == 0)
        // The 0 from before the failure is not in the mean.
        #expect(values["disk@sda.in_flight"] == 2)
    }
}
