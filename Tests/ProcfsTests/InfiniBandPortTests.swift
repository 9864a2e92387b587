import Procfs
import TestKit
import Testing

@Suite("InfiniBandPort")
struct InfiniBandPortTests {
    @Test(
        "a file's line begins with its number",
        arguments: [
            (.state, "4: ACTIVE\n", 4), (.physicalState, "5: LinkUp\n", 5),
            (.rate, "100 Gb/sec (4X EDR)\n", 100_000_000_000), (.rate, "2.5 Gb/sec (1X SDR)\n", 2_500_000_000),
            (.symbolErrors, "65535\n", 65_535), (.receivedWords, "18446744073709551614\n", 18_446_744_073_709_551_614),
            (.linkDowned, "N/A (no PMA)\n", nil),
        ] as [(InfiniBandKey, String, UInt64?)])
    func numbers(key: InfiniBandKey, text: String, number: UInt64?) throws {
        #expect(try parse(text) { (bytes) throws(ProcfsError) in try InfiniBandPort.number(key, bytes) } == number)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            (.state, "ACTIVE\n", #"expected number and colon, found "ACTIVE""#),
            (.state, ":\n", #"expected number and colon, found """#),
            (.state, "", #"expected number and colon, found """#),
            (.rate, "100 Mb/sec\n", #"expected Gb/sec, found "Mb/sec""#),
            (.rate, "9999999999 Gb/sec\n", #"expected Gb/sec, found "9999999999""#),
            (.rate, "-1 Gb/sec\n", #"expected Gb/sec, found "-1""#),
            (.linkDowned, "1", #"expected end of line, found "1""#),
            (.linkDowned, "0x1\n", #"expected number, found "0x1""#),
        ] as [(InfiniBandKey, String, String)])
    func malformed(key: InfiniBandKey, text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) {
            try parse(text) { (bytes) throws(ProcfsError) in _ = try InfiniBandPort.number(key, bytes) }
        }
        #expect(error?.description == "class/infiniband/*/ports: \(message)")
    }

    @Test("a port that is missing is not there; one whose card tells no counters is")
    func absent() throws {
        var buffer = ReadBuffer()
        let missing = InfiniBandPort("mlx5_0", "2", FixtureHost.manyCores.first.sys)
        try missing.read(through: &buffer)
        #expect(!missing.isThere)
        let host = try PlayedHost(.manyCores)
        try host.remove("sys/class/infiniband/mlx5_0/ports/1/counters")
        let port = InfiniBandPort("mlx5_0", "1", host.sys)
        try port.read(through: &buffer)
        #expect(port.isThere)
        #expect(port.numbers[.rate] == 200_000_000_000)
        #expect(port.numbers[.receivedWords] == nil)
    }
}
