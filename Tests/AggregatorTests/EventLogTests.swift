import Aggregator
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("The event log")
struct EventLogTests {
    private static let now: Int64 = 1_795_000_000
    private static let host = HostKey(cluster: GroupName(literal: "prod"), name: HostName(literal: "web 1"))

    private static func event(_ text: String, at start: Int64 = now, end: Int64? = nil, own: Bool = false)
        -> RecordedEvent
    {
        RecordedEvent(
            start: start, end: end, text: text, hosts: [host], groups: [GroupName(literal: "ü")],
            source: own ? RecordedEvent.ownSource : "test", kind: own ? "up" : nil)
    }

    private static func all(_ log: EventLog) -> [RecordedEvent] { log.events(from: 0, to: .max, limit: .max) }

    @Test("gives back what was kept, also after a restart")
    func restart() async throws {
        let folder = try TemporaryFolder()
        let log = EventLog(directory: folder.path, now: Self.now)
        let kept = [Self.event("a \"b\" \\ ウェブ", end: Self.now + 60), Self.event("later", at: Self.now + 1)]
        for event in kept.reversed() { try await log.add(event) }
        let noticed = Self.event("up", at: Self.now + 2, own: true)
        log.note([noticed])
        await log.close()
        #expect(Self.all(log) == kept + [noticed])
        #expect(Self.all(EventLog(directory: folder.path, now: Self.now)) == kept + [noticed])
        #expect(folder.names(in: "events") == ["noticed-00000001.jsonl", "told-00000001.jsonl"])
    }

    @Test(
        "finds what overlaps a time",
        arguments: [
            (0, 99, []), (0, 100, ["moment"]), (100, 100, ["moment"]), (101, 199, []), (150, 200, ["stretch"]),
            (250, 260, ["stretch"]), (301, 400, []), (50, 500, ["moment", "stretch"]),
        ])
    func ranges(from: Int64, to: Int64, found: [String]) async throws {
        let folder = try TemporaryFolder()
        let log = EventLog(directory: folder.path, now: Self.now)
        try await log.add(Self.event("stretch", at: 200, end: 300))
        try await log.add(Self.event("moment", at: 100))
        #expect(log.events(from: from, to: to, limit: 10).map(\.text) == found)
    }

    @Test("gives the newest where there are too many")
    func limit() async throws {
        let folder = try TemporaryFolder()
        let log = EventLog(directory: folder.path, now: Self.now)
        for number in 0..<5 {
            try await log.add(Self.event("\(number)", at: Int64(number), end: number == 1 ? 9 : nil))
        }
        #expect(log.events(from: 0, to: 9, limit: 2).map(\.text) == ["3", "4"])
    }

    @Test("goes on after a line that was torn off, and leaves out what is no event")
    func torn() async throws {
        let folder = try TemporaryFolder()
        let log = EventLog(directory: folder.path, now: Self.now)
        try await log.add(Self.event("whole"))
        await log.close()
        let path = folder.path + "/events/told-00000001.jsonl"
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        for junk in [
            "{\"id\":\"x\",\"sta", "{}\nnull\n[1]\n", "\u{0}\u{1}",
            "{\"hosts\":[\"nocluster\"],\"id\":\"1\",\"source\":\"s\",\"start\":1,\"text\":\"t\"}\n",
        ] {
            try (whole + junk).write(toFile: path, atomically: false, encoding: .utf8)
            let again = EventLog(directory: folder.path, now: Self.now)
            try await again.add(Self.event("after"))
            await again.close()
            #expect(Self.all(again).map(\.text) == ["whole", "after"])
            #expect(Self.all(EventLog(directory: folder.path, now: Self.now)).map(\.text) == ["whole", "after"])
        }
    }

    @Test("keeps its size: the oldest files go, what people told is not pushed out by what was noticed")
    func rotation() async throws {
        let folder = try TemporaryFolder()
        let log = EventLog(directory: folder.path, now: Self.now, fileLimit: 2000)
        try await log.add(Self.event("told"))
        for number in 0..<400 { log.note([Self.event("\(number)", at: Self.now + Int64(number), own: true)]) }
        await log.close()
        let names = folder.names(in: "events")
        #expect(names.count == 9)
        for name in names {
            let size = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/events/\(name)")[.size] as? Int
            #expect(size ?? 0 <= 2000)
        }
        let again = Self.all(EventLog(directory: folder.path, now: Self.now))
        #expect(again.first?.text == "told")
        #expect(again.last?.text == "399")
        #expect(again.count < 150)
        #expect(log.count < 200)
    }

    @Test("forgets what is older than three years")
    func age() async throws {
        let folder = try TemporaryFolder()
        let log = EventLog(directory: folder.path, now: Self.now)
        try await log.add(Self.event("old"))
        await log.close()
        #expect(EventLog(directory: folder.path, now: Self.now + 4 * 366 * 86_400).count == 0)
        #expect(folder.names(in: "events") == [])
    }

    @Test("says so where it cannot be written, and keeps nothing of it")
    func unwritable() async throws {
        let folder = try TemporaryFolder()
        try "".write(toFile: folder.path + "/events", atomically: true, encoding: .utf8)
        let log = EventLog(directory: folder.path, now: Self.now)
        await #expect(throws: EventLogError.self) { try await log.add(Self.event("a")) }
        #expect(log.count == 0)
        log.note([Self.event("up", own: true)])
        await log.close()
        #expect(log.count == 1)
    }
}
