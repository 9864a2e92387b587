import Foundation
import Parsers
import Procfs
import TestKit
import Testing

@Suite("Pressure")
struct PressureTests {
    static let row = "avg10=1.50 avg60=2.25 avg300=0.10 total="

    @Test("parses both rows, or the one that older kernels have for the CPU")
    func parses() throws {
        let pressure = try pressure("some \(Self.row)123\nfull \(Self.row)45\n")
        let some = try #require(pressure.some)
        #expect([some.avg10, some.avg60, some.avg300] == [1.5, 2.25, 0.1])
        #expect(some.total == 123)
        #expect(pressure.full?.total == 45)
        #expect(try self.pressure("some \(Self.row)123\n").full == nil)
    }

    @Test("parses the one row that there is of interrupts, and wants it")
    func interrupts() throws {
        func irq(_ text: String) throws(ProcfsError) -> Pressure {
            try parse(text) { (bytes) throws(ProcfsError) in try Pressure(parsing: bytes, of: .irq) }
        }
        let pressure = try irq("full \(Self.row)45\n")
        #expect(pressure.some == nil)
        #expect(pressure.full?.total == 45)
        let error = #expect(throws: ProcfsError.self) { try irq("some avg10=1.50 avg60=2.25 avg300=0.10 total=9\n") }
        #expect(
            error?.description
                == #"pressure/irq: expected row "full", found "some avg10=1.50 avg60=2.25 avg300=0.10 t...""#)
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

    private func pressure(_ text: String) throws(ProcfsError) -> Pressure {
        try parse(text) { (bytes) throws(ProcfsError) in try Pressure(parsing: bytes, of: .io) }
    }
}
