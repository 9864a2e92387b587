import Foundation
import Procfs
import TestKit
import Testing

@Suite("Pressure")
struct PressureTests {
    static let row = "avg10=1.50 avg60=2.25 avg300=0.10 total="

    @Test("parses both rows, or the one that older kernels have for the CPU")
    func parses() throws {
        let pressure = try pressure("some \(Self.row)123\nfull \(Self.row)45\n")
        #expect([pressure.some.avg10, pressure.some.avg60, pressure.some.avg300] == [1.5, 2.25, 0.1])
        #expect(pressure.some.total == 123)
        #expect(pressure.full?.total == 45)
        #expect(try self.pressure("some \(Self.row)123\n").full == nil)
    }

    @Test(
        "percent of the time between two readings",
        arguments: [
            (1000, 4000, 10000, 30), (1000, 1000, 10000, 0), (1000, 12001, 10000, 100), (1000, 999, 10000, nil),
            (0, 5, 0, nil), (0, .max, .max, 100),
        ] as [(UInt64, UInt64, UInt64, Double?)])
    func percent(old: UInt64, new: UInt64, microseconds: UInt64, percent: Double?) throws {
        let earlier = try pressure("some \(Self.row)\(old)\n").some
        let later = try pressure("some \(Self.row)\(new)\n").some
        #expect(later.percent(since: earlier, microseconds: microseconds) == percent)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"pressure/io: expected row \"some\", found """#.replacing("\\", with: "")),
            (
                "full \(row)5\n",
                #"pressure/io: expected row "some", found "full avg10=1.50 avg60=2.25 avg300=0.10 t...""#
            ),
            ("some avg10=nan avg60=0 avg300=0 total=5\n", #"pressure/io: expected percent over 10 s, found "nan""#),
            ("some avg10=1.0 avg300=0 total=5\n", #"pressure/io: expected avg60=, found "avg300=0""#),
            ("some \(row)-5\n", #"pressure/io: expected microseconds, found "-5""#),
            ("some \(row)18446744073709551616\n", #"pressure/io: expected microseconds, found "18446744073709551616""#),
            ("some avg10=1.5 avg6", #"pressure/io: expected avg60=, found "avg6""#),
            (
                "some \(row)4",
                #"pressure/io: expected end of line, found "some avg10=1.50 avg60=2.25 avg300=0.10 t...""#
            ),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try pressure(text) }
        #expect(error?.description == message)
    }

    @Test("a kernel that does not measure it makes it unreadable, not zero", arguments: Pressure.Resource.allCases)
    func absent(resource: Pressure.Resource) {
        let proc = FixtureHost(name: "kernel-3.10").first.proc
        let error = #expect(throws: ProcfsError.self) {
            try proc.read(Pressure.path(of: resource)) { (bytes) throws(ProcfsError) in
                try Pressure(parsing: bytes, of: resource)
            }
        }
        #expect(error == .unreadable(path: "\(proc.path)/pressure/\(resource.rawValue)", errno: ENOENT))
    }

    @Test(
        "the hypervisor's figures over 15 s",
        arguments: [(.cpu, 15, 0), (.io, 4, 3), (.memory, 0.2, 0.1)] as [(Pressure.Resource, Double, Double)])
    func hypervisor(resource: Pressure.Resource, some: Double, full: Double) throws {
        let host = FixtureHost(name: "hypervisor")
        let earlier = try read(resource, host.first)
        let later = try read(resource, host.second)
        #expect(later.some.percent(since: earlier.some, microseconds: 15_000_000) == some)
        #expect(later.full?.percent(since: try #require(earlier.full), microseconds: 15_000_000) == full)
    }

    private func pressure(_ text: String) throws(ProcfsError) -> Pressure {
        try parse(text) { (bytes) throws(ProcfsError) in try Pressure(parsing: bytes, of: .io) }
    }

    private func read(_ resource: Pressure.Resource, _ moment: FixtureHost.Moment) throws(ProcfsError) -> Pressure {
        try moment.proc.read(Pressure.path(of: resource)) { (bytes) throws(ProcfsError) in
            try Pressure(parsing: bytes, of: resource)
        }
    }
}
