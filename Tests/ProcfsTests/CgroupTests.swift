import Foundation
import Parsers
import Procfs
import TestKit
import Testing

@Suite("Cgroups")
struct CgroupTests {
    private func read(_ text: String, _ file: CgroupFile) throws(ProcfsError) -> Numbers<CgroupKey> {
        var stat = CgroupStat()
        try parse(text) { (bytes) throws(ProcfsError) in try stat.parse(bytes, of: file) }
        return stat.numbers
    }

    @Test("CPU time has three lines, and more where the controller is on")
    func cpu() throws {
        let plain = try read("usage_usec 100\nuser_usec 70\nsystem_usec 30\n", .cpuStat)
        #expect([plain[.usage], plain[.user], plain[.system], plain[.periods]] == [100, 70, 30, nil])
        let limited = try read(
            """
            usage_usec 100
            user_usec 70
            system_usec 30
            core_sched.force_idle_usec 0
            nr_periods 8
            nr_throttled 2
            throttled_usec 900
            nr_bursts 0
            burst_usec 0

            """, .cpuStat)
        #expect([limited[.periods], limited[.throttled], limited[.throttledTime]] == [8, 2, 900])
    }

    @Test("names that several files have do not meet")
    func names() throws {
        var stat = CgroupStat()
        try parse("low 0\nhigh 1\nmax 2\noom 3\noom_kill 4\n") { (bytes) throws(ProcfsError) in
            try stat.parse(bytes, of: .memoryEvents)
        }
        try parse("max 5\n") { (bytes) throws(ProcfsError) in try stat.parse(bytes, of: .pidsEvents) }
        try parse("6\n") { (bytes) throws(ProcfsError) in try stat.parse(bytes, of: .memoryCurrent) }
        let numbers = stat.numbers
        #expect([numbers[.high], numbers[.oom], numbers[.oomKill]] == [1, 3, 4])
        #expect([numbers[.tasksRefused], numbers[.memory]] == [5, 6])
    }

    @Test("no limit is no number")
    func limit() throws {
        #expect(try read("max\n", .memoryMax)[.memoryMax] == nil)
        #expect(try read("1073741824\n", .memoryMax)[.memoryMax] == 1 << 30)
    }

    @Test(
        "I/O is that of all devices; one without numbers counts for nothing, and no line is none yet",
        arguments: [
            (
                "8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0\n8:16 rbytes=10 wbytes=20 rios=30 wios=40\n",
                [11, 22, 33, 44]
            ),
            ("253:0 8:16 rbytes=4096 wbytes=0 rios=1 wios=0 dbytes=0 dios=0\n", [4096, 0, 1, 0]),
            ("7:0 \n", [0, 0, 0, 0]), ("", [0, 0, 0, 0]),
            ("8:0 rbytes=18446744073709551615 rios=1\n8:16 rbytes=2 rios=1\n", [1, 0, 2, 0]),
        ] as [(String, [UInt64])])
    func io(text: String, expected: [UInt64]) throws {
        let numbers = try read(text, .ioStat)
        #expect([numbers[.readBytes], numbers[.writtenBytes], numbers[.reads], numbers[.writes]] == expected)
    }

    @Test("pressure is its totals; of the CPU only some, as older kernels tell it")
    func pressure() throws {
        let row = "avg10=1.50 avg60=2.25 avg300=0.10 total="
        let memory = try read("some \(row)12\nfull \(row)5\n", .memoryPressure)
        #expect([memory[.memorySome], memory[.memoryFull]] == [12, 5])
        #expect(try read("some \(row)12\n", .cpuPressure)[.cpuSome] == 12)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            (.cpuStat, "", #"cpu.stat: expected name and number, found """#),
            (.cpuStat, "usage_usec\n", #"cpu.stat: expected number, found """#),
            (.cpuStat, "usage_usec -1\n", #"cpu.stat: expected number, found "-1""#),
            (.cpuStat, "usage_usec 1", #"cpu.stat: expected end of line, found "usage_usec 1""#),
            (.cpuStat, "\n", #"cpu.stat: expected name and number, found """#),
            (.memoryCurrent, "", #"memory.current: expected number, found """#),
            (.memoryMax, "maximum\n", #"memory.max: expected number, found "maximum""#),
            (.memoryMax, "12", #"memory.max: expected end of line, found "12""#),
            (.pidsCurrent, "18446744073709551616\n", #"pids.current: expected number, found "18446744073709551616""#),
            (.ioStat, "sda rbytes=1\n", #"io.stat: expected major:minor, found "sda""#),
            (.ioStat, "8:0 rbytes=x\n", #"io.stat: expected number, found "x""#),
            (.ioPressure, "some 5\n", #"io.pressure: expected row of a total, found "some""#),
            (.ioPressure, "some total=-5\n", #"io.pressure: expected microseconds, found "-5""#),
        ] as [(CgroupFile, String, String)])
    func malformed(file: CgroupFile, text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try read(text, file) }
        #expect(error?.description == message)
    }

    @Test(
        "the tree is where version 2 is mounted below /sys",
        arguments: [
            ("1 2 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw", "/x/fs/cgroup"),
            ("1 2 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw", "/x/fs/cgroup/unified"),
            ("1 2 0:38 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory", nil),
            ("1 2 0:38 / /mnt/cgroup rw - cgroup2 cgroup2 rw", nil),
        ] as [(String, String?)])
    func mount(line: String, mount: String?) throws {
        #expect(CgroupTree(try Mountinfo("\(line)\n"), sys: SysRoot("/x"))?.mount == mount)
    }

    @Test("services, users and machines are listed, and containers apart from them")
    func list() {
        var tree = CgroupTree(at: "\(FixtureHost.hypervisor.first.sys.path)/fs/cgroup")
        #expect(
            tree.list(.service).map(\.name) == [
                "init.scope", #"machine.slice/machine-qemu\x2d1\x2dvm1.scope"#, "system.slice/libvirtd.service",
                "system.slice/ssh.service", "user.slice/user-1000.slice",
            ])
        #expect(tree.list(.container).map(\.name) == ["docker-3f4e3f4e3f4e"])
    }

    @Test("containers are found wherever their engine puts them, and not what watches them")
    func containers() throws {
        let id = String(repeating: "0123456789abcdef", count: 4)
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        for path in [
            "docker/\(id)", "kubepods/burstable/pod1/\(id)", "lxc.payload.web", "lxc.monitor.web", "lxc/101",
            "kubepods.slice/kubepods-besteffort.slice/kubepods-pod2.slice/cri-containerd-\(id).scope",
            "machine.slice/libpod-\(id).scope", "machine.slice/libpod-conmon-\(id).scope",
            "user.slice/user-1000.slice/user@1000.service/user.slice/libpod-\(id).scope",
            "system.slice/docker-\(id.dropLast()).scope", "system.slice/ssh.service",
        ] {
            var parent = folder.path
            for part in path.split(separator: "/") {
                parent += "/\(part)"
                try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
                try Data().write(to: URL(filePath: "\(parent)/cpu.stat"))
            }
        }
        var tree = CgroupTree(at: folder.path)
        let short = "0123456789ab"
        #expect(
            tree.list(.container).map(\.name).sorted() == [
                short, short, "cri-containerd-\(short)", "libpod-\(short)", "libpod-\(short)", "lxc-101", "lxc-web",
            ])
    }

    @Test("a cgroup that comes or goes changes the tree")
    func changes() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let service = "\(folder.path)/system.slice/ssh.service"
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/system.slice", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(folder.path)/system.slice/cpu.stat"))
        var tree = CgroupTree(at: folder.path)
        #expect(tree.hasChanged())
        #expect(tree.list(.service).isEmpty)
        #expect(!tree.hasChanged())
        try FileManager.default.createDirectory(atPath: service, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(service)/cpu.stat"))
        #expect(tree.hasChanged())
        #expect(tree.list(.service).map(\.path) == ["system.slice/ssh.service"])
        try FileManager.default.removeItem(atPath: service)
        #expect(tree.hasChanged())
    }

    @Test("one that came as another went changes the names alone")
    func replaced() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        func make(_ name: String) throws {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: "\(folder.path)/\(name)/cpu.stat"))
        }
        try make("old.slice")
        var tree = CgroupTree(at: folder.path)
        #expect(tree.list(.service).map(\.path) == ["old.slice"])
        var isOther = tree.holdsOthers()
        #expect(!isOther)
        try FileManager.default.removeItem(atPath: "\(folder.path)/old.slice")
        try make("new.slice")
        #expect(!tree.hasChanged())
        isOther = tree.holdsOthers()
        #expect(isOther)
        #expect(tree.list(.service).map(\.path) == ["new.slice"])
    }

    @Test("cut anywhere or with any one byte changed, no file traps", arguments: CgroupFile.allCases)
    func damaged(file: CgroupFile) throws {
        let group = "\(FixtureHost.hypervisor.first.sys.path)/fs/cgroup/system.slice/ssh.service"
        let sound = [UInt8](try Data(contentsOf: URL(filePath: "\(group)/\(file.name)")))
        var stat = CgroupStat()
        for count in 1..<sound.count where sound[count - 1] != UInt8(ascii: "\n") {
            let prefix = Array(sound[..<count])
            #expect(throws: ProcfsError.self) {
                try parse(prefix) { (bytes) throws(ProcfsError) in try stat.parse(bytes, of: file) }
            }
        }
        var refused = 0
        var bytes = sound
        for index in bytes.indices {
            for other in [0x00, 0x0A, 0x20, 0x2D, 0x39, 0xFF] as [UInt8] {
                bytes[index] = other
                do throws(ProcfsError) { try stat.parse(bytes.span, of: file) } catch { refused += 1 }
            }
            bytes[index] = sound[index]
        }
        #expect(refused > 0)
    }
}
