import Foundation
import Parsers
import Procfs
import TestKit
import Testing

extension KnownFile: CustomTestStringConvertible {
    /// Its path.
    public var testDescription: String { path }

    func root(of moment: FixtureHost.Moment) -> ProcRoot { isInSys ? ProcRoot(moment.sys.path) : moment.proc }

    /// Where it can be had whole: from the idle machine, else from a composed one.
    var example: String {
        let hosts = [FixtureHost.idleVM, .manyCores, .hypervisor] + FixtureHost.all
        let paths = hosts.map { "\(root(of: $0.first).path)/\(path)" }
        return paths.first { access($0, F_OK) == 0 } ?? paths[0]
    }
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
        "parses in both moments; only pressure and what few hosts have may be missing", arguments: FixtureHost.all,
        KnownFile.all)
    func parses(host: FixtureHost, file: KnownFile) throws {
        for moment in [host.first, host.second] {
            let root = file.root(of: moment)
            if file.isOptional, access("\(root.path)/\(file.path)", F_OK) != 0 { continue }
            if file.path.hasPrefix("pressure/"), Self.withoutPressure.contains(host.name) {
                #expect(throws: ProcfsError.unreadable(path: "\(root.path)/\(file.path)", errno: ENOENT)) {
                    try root.read(file.path, file.parse)
                }
            } else {
                try root.read(file.path, file.parse)
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
            ("spanning-tree", 2, 10, 7),
            ("sensors", 4, 4, 3),
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
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file.example)))
        try #require(!bytes.isEmpty)
        for count in stride(from: 0, to: bytes.count, by: bytes.count > 2000 ? 7 : 1) {
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
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: file.example)).prefix(1500))
        var refused = 0
        // A file's beginning byte by byte, what follows here and there: every reading learns its layout anew.
        for index in bytes.indices where index < 300 || index % 7 == 0 {
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
