import Procfs
import TestKit
import Testing

@Suite("Sockstat")
struct SockstatTests {
    @Test("a number belongs to the name that its line begins with, and two files make one reading")
    func pairs() throws {
        var sockstat = try sockstat("sockets: used 40\nTCP: inuse 5 orphan 1 mem 7\nRAW: inuse 2\n")
        try parse("TCP6: inuse 3\n") { (bytes) throws(ProcfsError) in try sockstat.parsePairs(bytes, adding: true) }
        #expect(sockstat[.used] == 40)
        #expect(sockstat[.tcpInUse] == 5)
        #expect(sockstat[.tcp6InUse] == 3)
        #expect(sockstat[.rawInUse] == 2)
        #expect(sockstat[.udpInUse] == nil)
    }

    @Test("what is below zero for a moment is nil")
    func negative() throws {
        #expect(try sockstat("TCP: mem -1 inuse 2\n")[.tcpMemory] == nil)
        #expect(try sockstat("TCP: mem -1 inuse 2\n")[.tcpInUse] == 2)
    }

    @Test("an error in the second file leaves nothing of the first")
    func half() throws {
        var sockstat = try sockstat("TCP: inuse 5\n")
        #expect(throws: ProcfsError.self) {
            try parse("TCP6: inuse x\n") { (bytes) throws(ProcfsError) in
                try sockstat.parsePairs(bytes, adding: true)
            }
        }
        #expect(sockstat[.tcpInUse] == nil)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"net/sockstat: expected name and colon, found """#),
            ("TCP inuse 5\n", #"net/sockstat: expected name and colon, found "TCP""#),
            ("TCP: inuse\n", #"net/sockstat: expected number, found """#),
            ("TCP: inuse five\n", #"net/sockstat: expected number, found "five""#),
            ("TCP: inuse 5", #"net/sockstat: expected end of line, found "TCP: inuse 5""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try sockstat(text) }
        #expect(error?.description == message)
    }

    @Test(
        "the limit is the third number",
        arguments: [
            ("1 2", #"sys/net/ipv4/tcp_mem: expected pages at most, found """#),
            ("", #"sys/net/ipv4/tcp_mem: expected pages below which there is no pressure, found """#),
            ("1 2 3", #"sys/net/ipv4/tcp_mem: expected end of line, found "1 2 3""#),
        ])
    func limit(text: String, message: String) throws {
        let error = #expect(throws: ProcfsError.self) {
            try parse(text) { (bytes) throws(ProcfsError) in try Sockstat.limit(parsing: bytes) }
        }
        #expect(error?.description == message)
        #expect(try parse("1\t2\t3\n") { (bytes) throws(ProcfsError) in try Sockstat.limit(parsing: bytes) } == 3)
    }

    private func sockstat(_ text: String) throws(ProcfsError) -> Sockstat {
        try parse(text) { (bytes) throws(ProcfsError) in try Sockstat(parsing: bytes) }
    }
}
