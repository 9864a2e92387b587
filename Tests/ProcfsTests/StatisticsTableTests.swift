import Parsers
import Procfs
import TestKit
import Testing

@Suite("Tables of /proc/net/stat")
struct StatisticsTableTests {
    @Test("a number is the sum over cores, in hexadecimal, by its column's name")
    func sums() throws {
        let conntrack = try conntrack("entries found  drop\n00000010  0000000f 00000001\n00000010  00000010 00000000\n")
        #expect(conntrack[.found] == 31)
        #expect(conntrack[.drop] == 1)
        #expect(conntrack[.invalid] == nil)
        let arp = try parse("entries  allocs\n00000010  ffffffffff\n00000010  00000001\n") {
            (bytes) throws(ProcfsError) in try ARPCache(parsing: bytes)
        }
        #expect(arp[.entries] == 16)
        #expect(arp[.allocs] == 1 << 40)
    }

    @Test("parsed again in another order, it follows the names")
    func again() throws {
        var conntrack = try conntrack("found drop\n1 2\n")
        try parse("drop invalid found\n3 4 5\n") { (bytes) throws(ProcfsError) in try conntrack.parseTable(bytes) }
        #expect(conntrack[.found] == 5)
        #expect(conntrack[.drop] == 3)
        #expect(conntrack[.invalid] == 4)
    }

    @Test("columns beyond any kernel's are passed over")
    func wide() throws {
        let names = (0..<100).map { "c\($0)" }.joined(separator: " ")
        let numbers = (0..<100).map { "\($0)" }.joined(separator: " ")
        #expect(try conntrack("found \(names)\na \(numbers)\n")[.found] == 10)
    }

    @Test(
        "say what they expected and what they found",
        arguments: [
            ("", #"net/stat/nf_conntrack: expected names, found """#),
            ("found\n", #"net/stat/nf_conntrack: expected numbers below their names, found """#),
            ("found drop\n1\n", #"net/stat/nf_conntrack: expected as many numbers as names, found """#),
            ("found\n-1\n", #"net/stat/nf_conntrack: expected hexadecimal number, found "-1""#),
            ("found\n1", #"net/stat/nf_conntrack: expected end of line, found "1""#),
            (
                "found\n11112222333344445\n",
                #"net/stat/nf_conntrack: expected hexadecimal number, found "11112222333344445""#
            ),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try conntrack(text) }
        #expect(error?.description == message)
    }

    private func conntrack(_ text: String) throws(ProcfsError) -> Conntrack {
        try parse(text) { (bytes) throws(ProcfsError) in try Conntrack(parsing: bytes) }
    }
}
