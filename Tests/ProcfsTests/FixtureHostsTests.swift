import Foundation
import Procfs
import TestKit
import Testing

/// Every file the readers know, and what parses it.
struct KnownFile: Sendable, CustomTestStringConvertible {
    let path: String
    /// The host whose file is cut and changed; of an optional file one that has it.
    var host = "idle-vm"
    /// Whether hosts may lack it.
    var isOptional = false
    let parse: @Sendable (Span<UInt8>) throws(ProcfsError) -> Void

    var testDescription: String { isOptional ? "\(path) of \(host)" : path }

    static let all: [KnownFile] = [
        KnownFile(path: "loadavg") { (bytes) throws(ProcfsError) in _ = try LoadAverage(parsing: bytes) },
        KnownFile(path: "uptime") { (bytes) throws(ProcfsError) in _ = try Uptime(parsing: bytes) },
        KnownFile(path: "stat") { (bytes) throws(ProcfsError) in _ = try Stat.parsed(bytes) },
        KnownFile(path: "meminfo") { (bytes) throws(ProcfsError) in _ = try Meminfo(parsing: bytes) },
        KnownFile(path: "vmstat") { (bytes) throws(ProcfsError) in _ = try Vmstat(parsing: bytes) },
        KnownFile(path: "diskstats") { (bytes) throws(ProcfsError) in _ = try Diskstats.parsed(bytes) },
        KnownFile(path: "net/dev") { (bytes) throws(ProcfsError) in _ = try NetDev.parsed(bytes) },
        KnownFile(path: "self/mountinfo") { (bytes) throws(ProcfsError) in _ = try Mountinfo.parsed(bytes) },
        KnownFile(path: "cpuinfo") { (bytes) throws(ProcfsError) in _ = try CPUInfo(parsing: bytes) },
        KnownFile(path: "pressure/cpu") { (bytes) throws(ProcfsError) in _ = try Pressure(parsing: bytes, of: .cpu) },
        KnownFile(path: "pressure/io") { (bytes) throws(ProcfsError) in _ = try Pressure(parsing: bytes, of: .io) },
        KnownFile(path: "pressure/memory") { (bytes) throws(ProcfsError) in
            _ = try Pressure(parsing: bytes, of: .memory)
        },
        KnownFile(path: "swaps", host: "hypervisor", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Swaps.parsed(bytes)
        },
        KnownFile(path: "mdstat", host: "odd-names", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Mdstat.parsed(bytes)
        },
        KnownFile(path: "drbd", host: "kernel-3.10", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try DRBD.parsed(bytes)
        },
        KnownFile(path: "net/rpc/nfs", host: "kernel-3.10", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try NFSClient(parsing: bytes)
        },
        KnownFile(path: "net/rpc/nfsd", host: "kernel-4.19", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try NFSServer(parsing: bytes)
        },
        KnownFile(path: "self/mountstats", host: "kernel-3.10", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Mountstats.parsed(bytes)
        },
    ]
}

@Suite("Every fixture host")
struct FixtureHostsTests {
    @Test("there are at least seven, each with a README")
    func hosts() {
        #expect(FixtureHost.all.count >= 7)
        for host in FixtureHost.all {
            #expect(FileManager.default.fileExists(atPath: "\(host.first.folder)/../README"))
        }
    }

    @Test(
        "parses in both moments; only pressure and what is optional may be missing",
        arguments: FixtureHost.all, KnownFile.all)
    func parses(host: FixtureHost, file: KnownFile) throws {
        for moment in [host.first, host.second] {
            let path = "\(moment.proc.path)/\(file.path)"
            if file.isOptional, !FileManager.default.fileExists(atPath: path) { continue }
            let isMissing = file.path.hasPrefix("pressure/") && Self.withoutPressure.contains(host.name)
            if isMissing {
                #expect(throws: ProcfsError.unreadable(path: "\(moment.proc.path)/\(file.path)", errno: ENOENT)) {
                    try moment.proc.read(file.path, file.parse)
                }
            } else {
                try moment.proc.read(file.path, file.parse)
            }
        }
    }

    /// The hosts whose kernel does not measure pressure, or hides it.
    static let withoutPressure = ["kernel-3.10", "kernel-4.19", "container"]

    @Test("its moments lie about 15 s apart", arguments: FixtureHost.all)
    func apart(host: FixtureHost) throws {
        let moments = try [host.first, host.second].map { moment in
            try moment.proc.read(Uptime.path) { (bytes) throws(ProcfsError) in try Uptime(parsing: bytes).seconds }
        }
        #expect(abs(moments[1] - moments[0] - 15) < 1)
    }

    @Test(
        "cores, disks, interfaces",
        arguments: [
            ("idle-vm", 2, 10, 4), ("kernel-3.10", 2, 6, 2), ("kernel-4.19", 4, 4, 3), ("many-cores", 128, 48, 9),
            ("container", 2, 2, 2), ("hypervisor", 7, 10, 12), ("odd-names", 2, 15, 7),
        ])
    func counts(host: String, cores: Int, disks: Int, interfaces: Int) throws {
        for moment in [FixtureHost(name: host).first, FixtureHost(name: host).second] {
            #expect(try Stat(moment.proc).cores.count == cores)
            #expect(try Diskstats(moment.proc).rows.count == disks)
            #expect(try NetDev(moment.proc).rows.count == interfaces)
        }
    }

    @Test("core 3 of the hypervisor is offline")
    func hole() throws {
        #expect(try Stat(FixtureHost(name: "hypervisor").first.proc).cores.map(\.id) == [0, 1, 2, 4, 5, 6, 7])
    }

    @Test(
        "cut anywhere, a file is refused or parsed, and refused within a line",
        arguments: KnownFile.all)
    func prefixes(file: KnownFile) throws {
        let path = "\(FixtureHost(name: file.host).first.proc.path)/\(file.path)"
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        try #require(!bytes.isEmpty)
        for count in 0..<bytes.count {
            let prefix = Array(bytes[..<count])
            let isWhole = prefix.isEmpty || prefix.last == UInt8(ascii: "\n")
            do throws(ProcfsError) {
                try file.parse(prefix.span)
                if !isWhole { Issue.record("\(file.path) cut at byte \(count) was taken for whole") }
            } catch {}
        }
        try file.parse(bytes.span)
    }

    @Test("any one byte of a file may be another: no parser traps", arguments: KnownFile.all)
    func bytes(file: KnownFile) throws {
        let path = "\(FixtureHost(name: file.host).first.proc.path)/\(file.path)"
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)).prefix(1500))
        var refused = 0
        for index in bytes.indices {
            let byte = bytes[index]
            for other in [0x00, 0x0A, 0x20, 0x2D, 0x39, 0xFF] as [UInt8] {
                bytes[index] = other
                do throws(ProcfsError) { try file.parse(bytes.span) } catch { refused += 1 }
            }
            bytes[index] = byte
        }
        #expect(refused > 0)
    }
}
