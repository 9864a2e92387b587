import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("File systems")
struct FilesystemCollectorTests {
    @Test("each local one is told of once, by what statvfs says")
    func each() throws {
        let values = try FilesystemCollector.values(of: .hypervisor)
        #expect(
            values.rows == [
                "filesystem", "filesystem@/", "filesystem@/images", "filesystem@/tank", "filesystem@/backup",
                "filesystem@/old",
            ])
        // 25,600,000 blocks of 4,096 bytes, 9,000,000 of them free and 7,700,000 of those for anyone; 6,000,000 of
        // 6,553,600 inodes free.
        expect(
            values.row("filesystem@/"),
            are: [
                "size": 104_857_600_000, "used": 67_993_600_000, "free": 31_539_200_000,
                "used_pct": 100 * 16.6 / (16.6 + 7.7), "inodes": 6_553_600, "inodes_free": 6_000_000,
                "inodes_pct": 100 * 553_600 / 6_553_600.0, "read_only": 0, "errors": 12,
            ])
        #expect(values["filesystem@/backup.read_only"] == 1)
        #expect(values["filesystem@/backup.used_pct"] == 100)
        // The device has no count, and what the file below says is no number.
        #expect(values["filesystem@/images.errors"] == nil)
        #expect(values["filesystem@/old.errors"] == nil)
    }

    @Test("the total adds them up, and names the fullest")
    func total() throws {
        let values = try FilesystemCollector.values(of: .hypervisor)
        let size: Double =
            25_600_000 * 4096 + 500_000_000 * 4096 + 80_000_000 * 131_072 + 1_000_000 * 4096 + 100_000 * 1024
        let free: Double = 7_700_000 * 4096 + 100_000_000 * 4096 + 60_000_000 * 131_072
        let used: Double =
            16_600_000 * 4096 + 400_000_000 * 4096 + 20_000_000 * 131_072 + 1_000_000 * 4096 + 95_000 * 1024
        let inodes: Double = 6_553_600 + 1_000_000_000 + 15_360_000_000 + 250_000 + 25_000
        let inodesFree: Double = 6_000_000 + 999_000_000 + 15_350_000_000 + 240_000 + 24_000
        expect(
            values.row("filesystem"),
            are: [
                "size": size, "used": used, "free": free, "max_used_pct": 100,
                "inodes": inodes, "inodes_free": inodesFree,
            ])
    }

    @Test("beyond the cap they are left out and counted, and still are in the total")
    func cap() throws {
        let host = try PlayedHost(.hypervisor)
        try host.edit("statvfs") { _ in (0..<513).map { "1 10 5 5 0 0 4096 /m/\($0)\n" }.joined() }
        try host.edit("proc/self/mountinfo") { _ in
            (0..<513).map { "\($0) 1 253:\($0) / /m/\($0) rw - xfs /dev/dm-\($0) rw\n" }.joined()
        }
        let collector = FilesystemCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        let values = collector.values(at: .start)
        #expect(values.rows.count == 513)
        #expect(collector.leftOut == 1)
        #expect(values["filesystem.size"] == 5130)
        #expect(values["filesystem@/m/511.size"] == 10)
        #expect(values["filesystem@/m/512.size"] == nil)
    }

    @Test("one without room or inodes leaves the shares unknown, rather than 0")
    func empty() throws {
        let host = try PlayedHost(.hypervisor)
        try host.edit("statvfs") { _ in "4096 0 0 0 0 0 4096 /\n" }
        let values = try FilesystemCollector.values(of: host) { _ in }
        expect(values.row("filesystem"), are: ["size": 0, "used": 0, "free": 0])
        expect(values.row("filesystem@/"), are: ["size": 0, "used": 0, "free": 0, "read_only": 0, "errors": 12])
    }

    @Test("a broken mount table is read anew, though the kernel reports the change once")
    func broken() throws {
        let host = try PlayedHost(.hypervisor)
        let collector = FilesystemCollector(host.roots)
        var buffer = ReadBuffer()
        let whole = "22 1 253:0 / / rw - ext4 /dev/vda rw\n"
        try host.edit("proc/self/mountinfo") { _ in "22 1 253:0 / / rw ext4\n" }
        #expect(throws: ProcfsError.self) { try collector.sample(at: .start, through: &buffer) }
        collector.forget()
        #expect(collector.values(at: .start).rows.isEmpty)
        try host.edit("proc/self/mountinfo") { _ in whole }
        try collector.sample(at: .start + 15, through: &buffer)
        #expect(collector.values(at: .start + 15).rows == ["filesystem", "filesystem@/"])
        collector.forget()
        try host.edit("proc/self/mountinfo") { _ in "22 1 253:0 / /images rw - ext4 /dev/vda rw\n" }
        try collector.sample(at: .start + 30, through: &buffer)
        #expect(collector.values(at: .start + 30).rows == ["filesystem", "filesystem@/images"])
    }
}
