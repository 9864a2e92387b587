import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("A file is handed to librrd only when its header is sound")
struct RRDHeaderTests {
    /// Two columns, four archives.
    static func makeFile(in directory: TemporaryFolder) async throws -> (path: String, bytes: [UInt8]) {
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2], [3, 4]]))
        await archive.close()
        let path = archive.layout.path(of: cpu())
        return (path, try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    }

    @Test("a sound header says what rrdtool says")
    func sound() async throws {
        let directory = try TemporaryFolder()
        let (path, bytes) = try await Self.makeFile(in: directory)
        let header = try #require(try RRDHeader(readingFrom: path, now: midnight + 30))
        #expect(header.step == 15)
        #expect(header.columns.map(\.name) == ["user", "idle"])
        #expect(header.columns.map(\.heartbeat) == [120, 120])
        #expect(header.archives == RetentionPlan(.brief, step: 15).archives)
        #expect(header.lastUpdate == midnight + 30)
        let last = try RRDTool.run("last", path).trimmingCharacters(in: .newlines)
        #expect("\(header.lastUpdate)" == last)
        #expect(try RRDHeader(parsing: bytes, fileSize: bytes.count, path: path, now: midnight + 30) == header)
    }

    @Test("there is no header where there is no file")
    func absent() throws {
        #expect(try RRDHeader(readingFrom: "/nonexistent/cpu.rrd", now: midnight) == nil)
    }

    @Test("what is no regular file is not read", arguments: ["/dev/null", "/"])
    func special(path: String) {
        #expect(throws: RRDHeaderError.self) { try RRDHeader(readingFrom: path, now: midnight) }
    }

    /// One change to a sound header: where, what, and what the error then names.
    struct Damage: Sendable, CustomTestStringConvertible {
        let part: String
        let offset: Int
        let bytes: [UInt8]
        var testDescription: String { "\(part) at \(offset)" }

        init(_ part: String, at offset: Int, _ number: UInt64) {
            self.part = part
            self.offset = offset
            bytes = withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) }
        }

        init(_ part: String, at offset: Int, text: String) {
            self.part = part
            self.offset = offset
            bytes = [UInt8](text.utf8)
        }
    }

    // Column 0 at 128, archive 0 at 368, live head at 848, column states at 864, row pointers at 1728.
    static let damages: [Damage] = [
        Damage("cookie", at: 0, text: "RDR"),
        Damage("version", at: 4, text: "0002"),
        Damage("version", at: 4, text: "00033333"),
        Damage("float cookie", at: 16, 0),
        Damage("number of columns", at: 24, 0),
        Damage("number of columns", at: 24, 1 << 40),
        Damage("number of columns", at: 24, .max),
        Damage("number of archives", at: 32, 0),
        Damage("number of archives", at: 32, 1 << 62),
        Damage("step", at: 40, 0),
        Damage("step", at: 40, .max),
        Damage("name of column 0", at: 128, 0),
        Damage("name of column 0", at: 128, text: "a b"),
        Damage("name of column 0", at: 128, text: String(repeating: "a", count: 20)),
        Damage("type of column 0", at: 148, text: "COMPUTE\0"),
        Damage("type of column 0", at: 148, text: "GAUGEGAUGEGAUGEGAUGE"),
        Damage("heartbeat of column 0", at: 168, .max),
        Damage("kind of archive 0", at: 368, text: "HWPREDICT\0"),
        Damage("kind of archive 1", at: 488, text: "FAILURES\0"),
        Damage("kind of archive 0", at: 368, text: "AVERAGEAVERAGEAVERAGE"),
        Damage("rows of archive 0", at: 392, 0),
        Damage("rows of archive 0", at: 392, 1 << 40),
        Damage("size", at: 392, 1 << 20),
        Damage("steps per row of archive 0", at: 400, 0),
        Damage("steps per row of archive 0", at: 400, .max),
        Damage("span of archive 2", at: 368 + 240 + 32, 10_000_000),
        Damage("last update", at: 848, .max),
        Damage("last update's microseconds", at: 856, 1_000_000),
        Damage("last value of user", at: 864, text: String(repeating: "9", count: 30)),
        Damage("row pointer of archive 0", at: 1728, 1 << 30),
    ]

    @Test("a damaged header is refused, and the error names the part", arguments: damages)
    func damaged(damage: Damage) async throws {
        let directory = try TemporaryFolder()
        var (path, bytes) = try await Self.makeFile(in: directory)
        bytes.replaceSubrange(damage.offset..<(damage.offset + damage.bytes.count), with: damage.bytes)
        let error = #expect(throws: RRDHeaderError.self) {
            try RRDHeader(parsing: bytes, fileSize: bytes.count, path: path, now: midnight)
        }
        guard case .damaged(path, let part, _, _) = error else {
            Issue.record("not told as damaged: \(String(describing: error))")
            return
        }
        #expect(part == damage.part)
    }

    @Test("a file cut short is refused wherever it was cut", arguments: [0, 1, 127, 128, 500, 1759, 1760, 40_000])
    func truncated(size: Int) async throws {
        let directory = try TemporaryFolder()
        let (path, bytes) = try await Self.makeFile(in: directory)
        try #require(size < bytes.count)
        try Data(bytes[..<size]).write(to: URL(fileURLWithPath: path))
        #expect(throws: RRDHeaderError.self) { try RRDHeader(readingFrom: path, now: midnight) }
    }

    @Test(
        "a last update more than a day ahead is told apart from damage", arguments: [(86_400, true), (86_401, false)])
    func future(ahead: Int, isSound: Bool) async throws {
        let directory = try TemporaryFolder()
        let (path, bytes) = try await Self.makeFile(in: directory)
        let now = midnight + 30 - ahead
        if isSound {
            #expect(throws: Never.self) {
                try RRDHeader(parsing: bytes, fileSize: bytes.count, path: path, now: now)
            }
        } else {
            #expect(throws: RRDHeaderError.fromTheFuture(path: path, lastUpdate: midnight + 30, now: now)) {
                try RRDHeader(parsing: bytes, fileSize: bytes.count, path: path, now: now)
            }
        }
    }

    /// The process that runs this test is the one that would die.
    @Test("what passes the check, librrd survives: one to three random bytes of the header changed, 1,500 times")
    func fuzz() async throws {
        let directory = try TemporaryFolder()
        let (path, sound) = try await Self.makeFile(in: directory)
        let reader = try ArchiveReader(directory: directory.path)
        var generator = SplitMix(state: 20_231_114)
        var passed = 0
        for _ in 0..<1_500 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: 0..<1760, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let now = midnight + 60
            guard (try? RRDHeader(parsing: bytes, fileSize: bytes.count, path: path, now: now)) != nil else { continue }
            passed += 1
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            for (consolidation, span) in [(Consolidation.average, 600), (.max, 86_400), (.average, 86_400 * 20)] {
                _ = try? await reader.fetch(
                    Query(cpu(), from: midnight - span, to: midnight + 60, consolidation: consolidation))
            }
            var lines = UpdateLines()
            lines.begin(at: midnight + 90)
            lines.append(1)
            lines.append(2)
            try? lines.write(to: path)
        }
        #expect(passed > 100)
    }
}

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
