import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("RAID arrays")
struct RAIDCollectorTests {
    @Test("tell what /proc/mdstat and /sys say of them")
    func checking() throws {
        let values = try RAIDCollector.values(of: .hypervisor)
        #expect(values.rows == ["md@md0"])
        expect(
            values.row("md@md0"),
            are: [
                "disks": 2, "active": 2, "failed": 0, "spare": 0, "degraded": 0, "mismatches": 128,
                "sync_pct": 100 * 124_321_368 / 976_630_464.0, "sync_speed": 149_504 * 1024, "state": 1,
            ])
        #expect(values.texts["md@md0.level"] == "raid1")
        #expect(values.texts["md@md0.action"] == "check")
    }

    @Test("where /sys knows none, the lines suffice; of an inactive one little is known")
    func withoutSys() throws {
        let values = try RAIDCollector.values(of: FixtureHost(name: "odd-names"))
        #expect(values.rows == ["md@md_home", "md@md126", "md@md127"])
        expect(values.row("md@md_home"), are: ["failed": 0, "state": 0])
        #expect(values.texts["md@md_home.level"] == nil)
        #expect(values.texts["md@md_home.action"] == nil)
        expect(
            values.row("md@md126"),
            are: ["disks": 2, "active": 2, "failed": 0, "spare": 0, "degraded": 0, "state": 2])
        #expect(values.texts["md@md126.action"] == "resync delayed")
        expect(
            values.row("md@md127"),
            are: [
                "disks": 3, "active": 2, "failed": 1, "spare": 0, "degraded": 1, "state": 1,
                "sync_pct": 100 * 343_320_595 / 976_630_272.0, "sync_speed": 102_400_000,
            ])
        #expect(values.texts["md@md127.action"] == "recover")
    }

    @Test("hosts without any say nothing", arguments: [FixtureHost.idleVM, FixtureHost.container])
    func without(host: FixtureHost) throws {
        #expect(try RAIDCollector.values(of: host).rows.isEmpty)
    }
}

@Suite("Replicated disks")
struct DRBDCollectorTests {
    @Test("of version 8 are known by their number")
    func version8() throws {
        let values = try DRBDCollector.values(of: FixtureHost(name: "kernel-3.10"))
        #expect(values.rows == ["drbd@drbd0", "drbd@drbd1"])
        // In 15 s 150 KiB were sent, 15 received, 165 written and 30 read.
        expect(
            values.row("drbd@drbd0"),
            are: [
                "connected": 1, "primary": 1, "peer_primary": 0, "up_to_date": 1, "peer_uptodate": 1, "sent": 10_240,
                "received": 1024, "written": 11_264, "read": 2048, "local": 0, "pending": 0, "unacked": 0,
                "application": 0, "out_of_sync": 0,
            ])
        #expect(values["drbd@drbd1.connected"] == 0)
        #expect(values["drbd@drbd1.peer_uptodate"] == nil)
        #expect(values["drbd@drbd1.out_of_sync"] == 1_073_672_192.0)
        #expect(values.texts["drbd@drbd1.state"] == "WFConnection")
    }

    @Test("of version 9 are known by resource, peer and volume")
    func version9() throws {
        let values = try DRBDCollector.values(of: .hypervisor)
        #expect(values.rows == ["drbd@images/peer-b/0", "drbd@images/peer-c/0"])
        #expect(values["drbd@images/peer-b/0.sent"] == 204_800)
        // The means of 0 and 4, and of 0 and 7.
        #expect(values["drbd@images/peer-b/0.pending"] == 2)
        #expect(values["drbd@images/peer-b/0.application"] == 3.5)
        #expect(values["drbd@images/peer-c/0.up_to_date"] == 1)
        #expect(values["drbd@images/peer-c/0.peer_uptodate"] == 0)
        #expect(values["drbd@images/peer-c/0.sync_pct"].map { ($0 * 10).rounded() } == 31)
        #expect(values.texts["drbd@images/peer-c/0.state"] == "SyncSource")
    }

    @Test("a peer that goes harms no other")
    func gone() throws {
        let values = try DRBDCollector.values(of: try PlayedHost(.hypervisor)) { host in
            try host.remove("sys/kernel/debug/drbd/resources/images/connections/peer-b/0")
        }
        #expect(values.rows == ["drbd@images/peer-c/0"])
    }
}

@Suite("NFS values")
struct NFSCollectorTests {
    @Test("a client's requests a second")
    func client() throws {
        let values = try NFSCollector.values(of: FixtureHost(name: "kernel-3.10"))
        expect(
            values.row("nfs"),
            are: [
                "calls": 20, "retrans": 0.2, "auth_refresh": 20, "read": 4, "write": 3, "commit": 0, "getattr": 10,
                "setattr": 0, "lookup": 2, "access": 1, "create": 0, "remove": 0, "rename": 0, "readdir": 0,
                "readlink": 0,
            ])
    }

    @Test("a count that stepped over 2³² is unknown, the others are not")
    func wrapped() throws {
        let values = try NFSCollector.values(of: FixtureHost(name: "odd-names"))
        #expect(values["nfs.calls"] == nil)
        #expect(values["nfs.read"] == 1)
        #expect(values["nfs.write"] == 2)
        #expect(values["nfs.open"] == 2)
        let server = try NFSServerCollector.values(of: FixtureHost(name: "kernel-4.19"))
        #expect(server["nfsd.read_bytes"] == nil)
        #expect(server["nfsd.write_bytes"] == 102_400)
    }

    @Test("a server's requests a second")
    func server() throws {
        let values = try NFSServerCollector.values(of: FixtureHost(name: "kernel-4.19"))
        expect(
            values.row("nfsd"),
            are: [
                "threads": 8, "calls": 6, "bad_calls": 0.2, "packets": 6, "connections": 0.2, "cache_hits": 1,
                "cache_misses": 2, "nocache": 4, "stale": 0.2, "write_bytes": 102_400, "read": 2, "write": 2,
                "commit": 0, "open": 1, "close": 0, "getattr": 3, "setattr": 0, "lookup": 1, "access": 2, "create": 0,
                "remove": 0, "rename": 0, "readdir": 0, "readlink": 0,
            ])
    }

    @Test("each mount's requests, and how long they take")
    func mount() throws {
        let values = try NFSMountCollector.values(of: FixtureHost(name: "kernel-3.10"))
        #expect(values.rows == ["nfs_mount@/data"])
        // 150 + 60 + 15 requests in 15 s took 75 + 300 + 30 ms on the way and 90 + 360 + 45 ms in all.
        expect(
            values.row("nfs_mount@/data"),
            are: [
                "read_bytes": 262_144, "write_bytes": 100, "app_read": 262_144, "app_write": 100, "ops": 15,
                "retrans": 2 / 15.0, "timeouts": 1 / 15.0, "queue": 0, "rtt": 0.405 / 225, "exec": 0.495 / 225,
                "reads": 4, "read_rtt": 0.005, "read_exec": 0.006, "writes": 1, "write_rtt": 0.002,
                "write_exec": 0.003,
            ])
        #expect(try NFSMountCollector.values(of: FixtureHost(name: "odd-names"))["nfs_mount@/mnt/late.errors"] == 1)
    }

    @Test("a host with neither says nothing", arguments: [FixtureHost.idleVM, FixtureHost.container])
    func without(host: FixtureHost) throws {
        #expect(try NFSCollector.values(of: host).rows.isEmpty)
        #expect(try NFSMountCollector.values(of: host).rows.isEmpty)
        #expect(try NFSServerCollector.values(of: host).rows.isEmpty)
    }
}

@Suite("Swap spaces")
struct SwapCollectorTests {
    @Test("each tells its size, use and priority")
    func each() throws {
        let values = try SwapCollector.values(of: .hypervisor)
        #expect(values.rows == ["swap@/dev/dm-1", "swap@/swap file"])
        // The mean of 1,048,576 and 1,050,624 KiB, and the share at the end.
        expect(
            values.row("swap@/dev/dm-1"),
            are: [
                "size": 8_388_604 * 1024, "used": 1_049_600 * 1024, "used_pct": 100 * 1_050_624 / 8_388_604.0,
                "priority": -2,
            ])
        expect(
            values.row("swap@/swap file"),
            are: ["size": 1_048_572 * 1024, "used": 0, "used_pct": 0, "priority": 10])
    }

    @Test("hosts without swap say nothing", arguments: [FixtureHost.idleVM, FixtureHost.container])
    func without(host: FixtureHost) throws {
        #expect(try SwapCollector.values(of: host).rows.isEmpty)
    }
}
