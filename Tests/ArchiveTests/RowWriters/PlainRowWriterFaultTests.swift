import Archive
import Foundation
import TestKit
import Testing

@Suite("What the system refuses is an error, and the file stays sound")
struct PlainRowWriterFaultTests {
    private static let start = 1_700_000_000 / 60 * 60
    private static let definitions = [
        "DS:a:GAUGE:120:U:U", "DS:b:GAUGE:120:U:U", "RRA:AVERAGE:0.5:1:8", "RRA:MAX:0.5:2:5", "RRA:MIN:0.5:4:50",
    ]
    /// Two columns, three archives.
    private static let liveHead = 128 + 2 * 120 + 3 * 120
    private static let headerSize = liveHead + 16 + 2 * 112 + 6 * 80 + 3 * 8

    private func makePair() throws -> FilePair { try FilePair(Self.definitions, step: 15, start: Self.start) }

    private func batch(_ rows: Int, from first: Int = 1, every step: Int = 15) -> UpdateBatch {
        var batch = UpdateBatch(columns: 2)
        for row in first..<(first + rows) {
            batch.append([Double(row), Double(row) / 2], at: UpdateBatch.Time(Self.start + row * step))
        }
        return batch
    }

    @Test("rows are written before the header, and a ring's rows at once")
    func order() throws {
        let pair = try makePair()
        let plan = FaultPlan()
        var writer = plan.writer()
        try writer.write(batch(6), to: pair.ourFile)
        let last = try #require(plan.writes.last)
        #expect(last == FaultPlan.Write(offset: Self.liveHead, count: Self.headerSize - Self.liveHead))
        #expect(plan.writes.dropLast().allSatisfy { $0.offset >= Self.headerSize })
        // 6, 3 and 1 rows of two values.
        #expect(plan.writes.dropLast().reduce(0) { $0 + $1.count } == 10 * 2 * 8)
        #expect(plan.writes.count <= 6)
        #expect(plan.reads == 1)
    }

    @Test("where no step has ended, only the columns' states are written")
    func withinAStep() throws {
        let pair = try makePair()
        let plan = FaultPlan()
        var writer = plan.writer()
        try writer.write(batch(3, every: 4), to: pair.ourFile)
        #expect(plan.writes == [FaultPlan.Write(offset: Self.liveHead, count: 16 + 2 * 112)])
    }

    @Test("updates that the file has already write nothing")
    func again() throws {
        let pair = try makePair()
        let plan = FaultPlan()
        var writer = plan.writer()
        try writer.write(batch(3), to: pair.ourFile)
        let writes = plan.writes.count
        try writer.write(batch(3), to: pair.ourFile)
        #expect(plan.writes.count == writes)
    }

    @Test("a full disk, at whichever write", arguments: 0..<8, [ENOSPC, EIO])
    func fullDisk(at write: Int, code: CInt) throws {
        let pair = try makePair()
        let before = try pair.bytes(pair.ours)
        let plan = FaultPlan()
        plan.write = { $0 == write ? .refusal(code) : nil }
        var writer = plan.writer()
        var failure: RowWriteError?
        do {
            try writer.write(batch(20), to: pair.ourFile)
        } catch {
            failure = error
        }
        if plan.writes.count > write {
            let refused = plan.writes[write]
            #expect(
                failure
                    == .unwritable(path: pair.ours, offset: refused.offset, count: refused.count, errno: code))
            #expect(try pair.bytes(pair.ours).prefix(Self.headerSize) == before.prefix(Self.headerSize))
        } else {
            #expect(failure == nil)
        }
        plan.write = { _ in nil }
        try writer.write(batch(20), to: pair.ourFile)
        var library = LibraryRowWriter()
        try library.write(batch(20), to: pair.theirFile)
        #expect(try pair.difference() == nil)
    }

    @Test("reads and writes cut short or interrupted go on", arguments: [1, 7, 100])
    func short(bytes: Int) throws {
        let pair = try makePair()
        let plan = FaultPlan()
        plan.read = { $0.isMultiple(of: 3) ? .refusal(EINTR) : .short(bytes) }
        plan.write = { $0.isMultiple(of: 3) ? .refusal(EINTR) : .short(bytes) }
        var writer = plan.writer()
        try writer.write(batch(20), to: pair.ourFile)
        var library = LibraryRowWriter()
        try library.write(batch(20), to: pair.theirFile)
        #expect(try pair.difference() == nil)
    }

    @Test("a write that takes nothing is an error, not an endless loop")
    func nothingTaken() throws {
        let pair = try makePair()
        let plan = FaultPlan()
        plan.write = { _ in .short(0) }
        var writer = plan.writer()
        let error = #expect(throws: RowWriteError.self) { try writer.write(batch(1), to: pair.ourFile) }
        guard case .unwritable(_, _, _, EIO) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("a header that ends early, or cannot be read")
    func unreadable() throws {
        let pair = try makePair()
        let plan = FaultPlan()
        var writer = plan.writer()
        plan.read = { $0 == 0 ? .short(500) : .short(0) }
        #expect(
            throws: RowWriteError.cutShort(path: pair.ours, offset: 0, expected: Self.headerSize, found: 500)
        ) { try writer.write(batch(1), to: pair.ourFile) }
        plan.read = { _ in .refusal(EIO) }
        #expect(
            throws: RowWriteError.unreadable(path: pair.ours, offset: 0, count: Self.headerSize, errno: EIO)
        ) { try writer.write(batch(1), to: pair.ourFile) }
        #expect(plan.writes == [])
    }

    @Test("a file that is longer than its header says is written as any other, and keeps what lies behind")
    func longer() throws {
        let pair = try makePair()
        let size = try pair.bytes(pair.ours).count
        for path in [pair.ours, pair.theirs] { #expect(truncate(path, off_t(size + 5000)) == 0) }
        var writer = PlainRowWriter()
        try writer.write(batch(1), to: pair.ourFile)
        var library = LibraryRowWriter()
        try library.write(batch(1), to: pair.theirFile)
        #expect(try pair.difference() == nil)
        #expect(try pair.bytes(pair.ours).count == size + 5000)
    }

    @Test("a file that is too short is left as it is", arguments: [-1, -8, -1000])
    func wrongSize(change: Int) throws {
        let pair = try makePair()
        let size = try pair.bytes(pair.ours).count
        #expect(truncate(pair.ours, off_t(size + change)) == 0)
        let before = try pair.bytes(pair.ours)
        var writer = PlainRowWriter()
        #expect(
            throws: RowWriteError.unexpected(
                path: pair.ours, part: "size", offset: 0, expected: "at least \(size) bytes", found: "\(size + change)")
        ) { try writer.write(batch(1), to: pair.ourFile) }
        #expect(try pair.bytes(pair.ours) == before)
    }

    @Test(
        "a header other than the one that was checked is left as it is",
        arguments: [
            (0, 88, "cookie and version"), (7, 52, "cookie and version"), (24, 3, "number of columns"),
            (32, 2, "number of archives"), (40, 16, "step"), (148, 67, "type of column 0"),
            (272, 0, "type of column 1"),
            (368, 66, "kind of archive 0"), (392, 9, "rows of archive 0"), (400, 2, "steps per row of archive 0"),
            (408, 1, "share of unknown steps of archive 0"), (735, 128, "last update"),
            (738, 16, "last update's microseconds"), (headerSize - 24, 8, "row pointer of archive 0"),
        ])
    func changed(offset: Int, byte: UInt8, part: String) throws {
        let pair = try makePair()
        var bytes = try pair.bytes(pair.ours)
        bytes[offset] = byte
        try bytes.write(to: URL(fileURLWithPath: pair.ours))
        var writer = PlainRowWriter()
        let error = #expect(throws: RowWriteError.self) { try writer.write(batch(1), to: pair.ourFile) }
        guard case .unexpected(pair.ours, part, _, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try pair.bytes(pair.ours) == bytes)
    }

    @Test("counters and values of chance in the header do not end the process")
    func garbage() throws {
        var source = SeededGenerator(state: 5)
        for _ in 0..<300 {
            let pair = try makePair()
            var bytes = try pair.bytes(pair.ours)
            // Between the live head and the row pointers, and the columns' limits.
            for _ in 0..<200 {
                let offset = source.int((Self.liveHead + 16)...(Self.headerSize - 25))
                bytes[offset] = [0, 255, 128, UInt8(source.int(0...255))].randomElement(using: &source) ?? 0
            }
            for offset in [168, 176, 184] { bytes[offset + source.int(0...7)] = UInt8(source.int(0...255)) }
            try bytes.write(to: URL(fileURLWithPath: pair.ours))
            var writer = PlainRowWriter()
            try writer.write(batch(20), to: pair.ourFile)
            try writer.write(batch(2, from: 1, every: 1 << 40), to: pair.ourFile)
        }
    }

    @Test("a file that another process has locked")
    func locked() throws {
        let pair = try makePair()
        let holder = open(pair.ours, O_RDWR | O_CLOEXEC)
        var whole = flock()
        whole.l_type = Int16(F_WRLCK)
        // F_OFD_SETLK, which glibc hides from Swift: a lock of the open file is in the way of this process too.
        #expect(fcntl(holder, 37, &whole) == 0)
        var writer = PlainRowWriter()
        #expect(throws: RowWriteError.refused(path: pair.ours, call: "open and lock", errno: EAGAIN)) {
            try writer.write(batch(1), to: pair.ourFile)
        }
        var library = LibraryRowWriter()
        #expect(throws: RowWriteError.self) { try library.write(batch(1), to: pair.ourFile) }
        close(holder)
        try writer.write(batch(1), to: pair.ourFile)
    }

    @Test("no file, or not as many values as columns")
    func refused() throws {
        let pair = try makePair()
        var writer = PlainRowWriter()
        let missing = CheckedFile(path: pair.ours + ".gone", header: pair.header)
        #expect(throws: RowWriteError.refused(path: missing.path, call: "open and lock", errno: ENOENT)) {
            try writer.write(batch(1), to: missing)
        }
        var narrow = UpdateBatch(columns: 1)
        narrow.append([1], at: UpdateBatch.Time(Self.start + 15))
        #expect(throws: RowWriteError.self) { try writer.write(narrow, to: pair.ourFile) }
    }
}
