import Procfs
import Testing

@Suite("LoadAverage and Uptime")
struct LoadAverageTests {
    @Test("parses all five figures")
    func parses() throws {
        let load = try load("0.52 0.58 0.59 2/871 12345\n")
        #expect([load.oneMinute, load.fiveMinutes, load.fifteenMinutes] == [0.52, 0.58, 0.59])
        #expect([load.running, load.total] == [2, 871])
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"loadavg: expected 1-minute load, found """#),
            ("\n", #"loadavg: expected 1-minute load, found """#),
            ("0.1 nan 0.3 1/2 3", #"loadavg: expected 5-minute load, found "nan""#),
            ("0.1 -0.2 0.3 1/2 3", #"loadavg: expected 5-minute load, found "-0.2""#),
            ("0.1 0.2", #"loadavg: expected 15-minute load, found """#),
            ("0.1 0.2 0.", #"loadavg: expected 15-minute load, found "0.""#),
            ("0.1 0.2 0.3 12 3\n", #"loadavg: expected running/total tasks, found "12""#),
            ("0.1 0.2 0.3 1/ 3\n", #"loadavg: expected total tasks, found """#),
            ("0.1 0.2 0.3 x/2 3\n", #"loadavg: expected running tasks, found "x""#),
            ("0.1 0.2 0.3 1/99999999999999999999 3\n", #"loadavg: expected total tasks, found "99999999999999999999""#),
            ("0.1 0.2 0.3 1/18446744073709551615 3\n", #"loadavg: expected total tasks, found "18446744073709551615""#),
            ("0.1 0.2 0.3 1/8", #"loadavg: expected end of line, found "0.1 0.2 0.3 1/8""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try load(text) }
        #expect(error?.description == message)
    }

    @Test("parses the uptime; refuses half of one", arguments: ["", "12.5\n", "12.5 x\n", "-1 2\n", "12.5 20.1"])
    func uptime(broken: String) throws {
        let uptime = try parse("844.12 1636.10\n") { (bytes) throws(ProcfsError) in try Uptime(parsing: bytes) }
        #expect([uptime.seconds, uptime.idleSeconds] == [844.12, 1636.1])
        #expect(throws: ProcfsError.self) {
            try parse(broken) { (bytes) throws(ProcfsError) in try Uptime(parsing: bytes) }
        }
    }

    private func load(_ text: String) throws(ProcfsError) -> LoadAverage {
        try parse(text) { (bytes) throws(ProcfsError) in try LoadAverage(parsing: bytes) }
    }
}
