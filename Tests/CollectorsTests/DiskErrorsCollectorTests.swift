import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Disk errors")
struct DiskErrorsCollectorTests {
    @Test("each SCSI disk tells its own; a count that fell gives no rate")
    func each() throws {
        let values = try DiskErrorsCollector.values(of: .hypervisor)
        #expect(values.rows == ["disk_errors@sda", "disk_errors@sdb", "disk_errors@sdc"])
        expect(
            values.row("disk_errors@sda"),
            are: ["errors": 0, "errors_total": 5, "timeouts": 0, "timeouts_total": 0])
        // 250 -> 280 and 0 -> 3 in 15 s.
        expect(
            values.row("disk_errors@sdb"),
            are: ["errors": 2, "errors_total": 280, "timeouts": 0.2, "timeouts_total": 3])
        expect(values.row("disk_errors@sdc"), are: ["errors_total": 2, "timeouts": 0, "timeouts_total": 0])
    }

    @Test("a disk that goes harms nobody else, and one that comes is found")
    func comeAndGo() throws {
        let host = try PlayedHost(.hypervisor)
        let collector = DiskErrorsCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try host.remove("sys/block/sda")
        try collector.sample(at: .start + 60, through: &buffer)
        #expect(collector.values(at: .start + 60).rows == ["disk_errors@sdb", "disk_errors@sdc"])
        try host.advance()
        try collector.sample(at: .start + 120, through: &buffer)
        #expect(
            collector.values(at: .start + 120).rows.sorted() == [
                "disk_errors@sda", "disk_errors@sdb", "disk_errors@sdc",
            ])
    }

    @Test("hosts without SCSI disks say nothing", arguments: ["idle-vm", "container"])
    func without(host: String) throws {
        #expect(try DiskErrorsCollector.values(of: FixtureHost(name: host)).rows.isEmpty)
    }
}
