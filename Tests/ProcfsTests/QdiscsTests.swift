import Foundation
import Parsers
import Procfs
import TestKit
import Testing

@Suite("Queueing disciplines")
struct QdiscsTests {
    @Test("the recorded answer says what tc says, of roots alone")
    func recorded() throws {
        let qdiscs = try qdiscs(try recording())
        #expect(qdiscs.rows.map(\.index) == [1, 102, 2, 103, 3, 104, 4, 6, 1010, 10])
        #expect(qdiscs.rows.map(\.kind).filter { $0 != "noqueue" } == ["htb", "tbf", "pfifo"])
        // tc -s qdisc said a moment before: bytes 1996664, packets 2126, drops 2565, overlimits 8951, backlog 18840, qlen 20.
        let tbf = try #require(qdiscs.rows.first { $0.index == 3 })
        #expect(tbf.kind == "tbf")
        #expect(tbf.values == [2_008_910, 2139, 2582, 9007, 0, 18_840, 20])
    }

    @Test("an answer in parts is the same, and a reading is replaced by the next")
    func parts() throws {
        let bytes = try recording()
        var qdiscs = Qdiscs()
        for _ in 0..<2 {
            qdiscs.begin()
            for message in messages(of: bytes) {
                let isLast = try parse(message) { (bytes) throws(ProcfsError) in try qdiscs.add(bytes) }
                #expect(isLast == (message == messages(of: bytes).last))
            }
            qdiscs.finish()
            #expect(qdiscs.rows.count == 10)
        }
        qdiscs.begin()
        #expect(try parse(done) { (bytes) throws(ProcfsError) in try qdiscs.add(bytes) })
        qdiscs.finish()
        #expect(qdiscs.rows.isEmpty)
    }

    @Test("packets of 64 bits take the place of those of 32, wherever they stand")
    func packets() throws {
        let basic = attribute(1, words: [1000, 0, 7, 0])
        let wide = attribute(8, words: [5, 1])
        for statistics in [basic + wide, wide + basic] {
            let qdiscs = try qdiscs(qdisc(attribute(1, Array("mq\0".utf8)) + attribute(0x8007, statistics)) + done)
            #expect(qdiscs.rows.map(\.kind) == ["mq"])
            #expect(qdiscs.rows[0].values[0] == 1000)
            #expect(qdiscs.rows[0].values[1] == 5 + 1 << 32)
            #expect(qdiscs.rows[0].values[2] == .max)
        }
    }

    @Test("refuses what cannot be, and says what it expected")
    func malformed() {
        let cases: [([UInt8], String)] = [
            ([1, 2, 3], #"netlink qdisc: expected header of a message, found "\x01\x02\x03""#),
            (
                words([15, 36, 0, 0]),
                #"netlink qdisc: expected message of a length between 16 and what is left, found "#
            ),
            (
                words([17, 36, 0, 0]),
                #"netlink qdisc: expected message of a length between 16 and what is left, found "#
            ),
            (
                words([.max, 36, 0, 0]),
                #"netlink qdisc: expected message of a length between 16 and what is left, found "#
            ),
            (words([16, 36, 0, 0]), "netlink qdisc: expected queueing discipline, found "),
            (words([16, 4, 0, 0]), "netlink qdisc: expected no overrun, found "),
            (words([16, 2, 0, 0]), "netlink qdisc: expected error with a number, found "),
            (words([20, 2, 0, 0, 0 &- 1]), "netlink qdisc: cannot be read: Operation not permitted"),
            (words([20, 2, 0, 0, 1 << 31]), "netlink qdisc: cannot be read: Success"),
            (words([20, 3, 0, 0, 0 &- 12]), "netlink qdisc: cannot be read: Cannot allocate memory"),
            (
                qdisc([3, 0, 1, 0]),
                "netlink qdisc: expected attribute of a length between 4 and what is left, found "
            ),
            (
                qdisc([9, 0, 1, 0, 1, 2, 3, 4]),
                "netlink qdisc: expected attribute of a length between 4 and what is left, found "
            ),
            (qdisc(attribute(7, attribute(1, words: [1, 2]))), "netlink qdisc: expected bytes and packets, found "),
            (
                qdisc(attribute(7, attribute(3, words: [1, 2, 3, 4]))),
                "netlink qdisc: expected statistics of a queue, found "
            ),
            (qdisc(attribute(7, attribute(8, words: [1]))), "netlink qdisc: expected packets, found "),
            (
                qdisc(attribute(7, [200, 0, 1, 0])),
                "netlink qdisc: expected attribute of a length between 4 and what is left, found "
            ),
        ]
        for (bytes, message) in cases {
            let error = #expect(throws: ProcfsError.self) { try qdiscs(bytes) }
            #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
        }
    }

    @Test("cut anywhere it is refused or not over, and no byte of it can make the parser trap")
    func hostile() throws {
        var bytes = try recording()
        for count in bytes.indices {
            var qdiscs = Qdiscs()
            do throws(ProcfsError) {
                let isLast = try parse(Array(bytes[..<count])) { (bytes) throws(ProcfsError) in
                    try qdiscs.add(bytes)
                }
                if isLast { Issue.record("cut at byte \(count) it was taken for whole") }
            } catch {}
        }
        var refused = 0
        for index in bytes.indices {
            let byte = bytes[index]
            for other in [0, 1, 3, 0x7F, 0xFF] as [UInt8] {
                bytes[index] = other
                if (try? qdiscs(bytes)) == nil { refused += 1 }
            }
            bytes[index] = byte
        }
        #expect(refused > 0)
    }

    @Test("a recording beside the root is read; without one nobody tells; a cut one is an error")
    func source() throws {
        var buffer = ReadBuffer()
        var qdiscs = Qdiscs()
        var recorded = QdiscSource(beside: FixtureHost.hypervisor.first.proc)
        #expect(try recorded.read(into: &qdiscs, through: &buffer))
        #expect(qdiscs.rows.count == 10)
        var none = QdiscSource(beside: FixtureHost.container.first.proc)
        #expect(try !none.read(into: &qdiscs, through: &buffer))
        #expect(qdiscs.rows.isEmpty)

        let folder = try TemporaryFolder()
        let cut = try recording().dropLast(20)
        try Data(cut).write(to: URL(filePath: "\(folder.path)/netlink-qdisc"))
        let host = ProcRoot("\(folder.path)/proc")
        #expect(throws: ProcfsError.unreadable(path: "netlink qdisc", errno: ENODATA)) {
            var source = QdiscSource(beside: host)
            var qdiscs = Qdiscs()
            var buffer = ReadBuffer()
            _ = try source.read(into: &qdiscs, through: &buffer)
        }
    }

    @Test("the kernel answers, time and again")
    func kernel() throws {
        var buffer = ReadBuffer()
        var qdiscs = Qdiscs()
        var source = QdiscSource(beside: ProcRoot())
        guard try source.read(into: &qdiscs, through: &buffer) else { return }
        let first = qdiscs.rows.map(\.index)
        _ = try source.read(into: &qdiscs, through: &buffer)
        #expect(qdiscs.rows.map(\.index) == first)
        #expect(qdiscs.rows.allSatisfy { !$0.kind.isEmpty })
    }

    // MARK: - Messages

    private func recording() throws -> [UInt8] {
        let folder = FixtureHost.hypervisor.second.folder
        return [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/netlink-qdisc")))
    }

    private func qdiscs(_ bytes: [UInt8]) throws(ProcfsError) -> Qdiscs {
        var qdiscs = Qdiscs()
        qdiscs.begin()
        _ = try parse(bytes) { (bytes) throws(ProcfsError) in try qdiscs.add(bytes) }
        qdiscs.finish()
        return qdiscs
    }

    private func messages(of bytes: [UInt8]) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        var rest = bytes[...]
        while let first = rest.first {
            let length = Int(first) | Int(rest[rest.startIndex + 1]) << 8
            messages.append(Array(rest.prefix(length)))
            rest = rest.dropFirst((length + 3) & ~3)
        }
        return messages
    }

    private func words(_ words: [UInt32]) -> [UInt8] {
        words.flatMap { word in withUnsafeBytes(of: word) { Array($0) } }
    }

    private func attribute(_ kind: UInt16, _ value: [UInt8]) -> [UInt8] {
        let head = [UInt16(value.count + 4), kind].flatMap { half in withUnsafeBytes(of: half) { Array($0) } }
        return head + value + Array(repeating: 0, count: (4 - value.count % 4) % 4)
    }

    private func attribute(_ kind: UInt16, words values: [UInt32]) -> [UInt8] { attribute(kind, words(values)) }

    /// A root of interface 7.
    private func qdisc(_ attributes: [UInt8]) -> [UInt8] {
        words([UInt32(36 + attributes.count), 36, 0, 0, 0, 7, 0, .max, 0]) + attributes
    }

    private var done: [UInt8] { words([20, 3, 0, 0, 0]) }
}
