import Foundation
import Procfs
import TestKit
import Testing

@Suite("SCSI errors")
struct SCSIErrorsTests {
    @Test(
        "the numbers are hexadecimal",
        arguments: [("0x0\n", 0), ("0x1f\n", 31), ("0xFA\n", 250), ("0xffffffffffffffff\n", UInt64.max)])
    func parses(text: String, number: UInt64) throws {
        #expect(try parse(text, SCSIErrors.number) == number)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", ""), ("\n", ""), ("12\n", "12"), ("0x\n", "0x"), ("0x1g\n", "0x1g"), ("0x-1\n", "0x-1"),
            ("0x11112222333344445\n", "0x11112222333344445"), ("0x\u{0661}\n", #"0x\xd9\xa1"#),
        ])
    func malformed(text: String, found: String) {
        let error = #expect(throws: ProcfsError.self) { try parse(text, SCSIErrors.number) }
        #expect(error?.description == #"block/*/device: expected 0x and a number, found "\#(found)""#)
    }

    @Test("half a file is refused")
    func cut() {
        let error = #expect(throws: ProcfsError.self) { try parse("0x1", SCSIErrors.number) }
        #expect(error?.description == #"block/*/device: expected end of line, found "0x1""#)
    }

    @Test("disks that do not speak SCSI have none; old kernels count no timeouts")
    func presence() throws {
        let hypervisor = FixtureHost.hypervisor.first.sys
        #expect(SCSIErrors(folder: "md0", sys: hypervisor) == nil)
        #expect(SCSIErrors(folder: "sdz", sys: hypervisor) == nil)
        let old = try #require(SCSIErrors(folder: "sda", sys: FixtureHost(name: "kernel-3.10").first.sys))
        var buffer = ReadBuffer()
        try old.read(through: &buffer)
        #expect(old.numbers[.errors] == 2)
        #expect(old.numbers[.timeouts] == nil)
    }
}
