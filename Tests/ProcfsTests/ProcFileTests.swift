import Foundation
import Parsers
import Procfs
import TestKit
import Testing

@Suite("ProcFile")
struct ProcFileTests {
    @Test("a missing file is unreadable each time, and is read once it appears")
    func appears() throws {
        try withFolder { folder in
            var file = ProcFile("\(folder)/late")
            var buffer = ReadBuffer()
            for _ in 0..<2 {
                #expect(throws: ProcfsError.unreadable(path: "\(folder)/late", errno: ENOENT)) {
                    try file.read(into: &buffer)
                }
            }
            try write("here\n", to: "\(folder)/late")
            #expect(try content(&file, &buffer) == "here\n")
        }
    }

    @Test("says which file and why")
    func message() {
        var file = ProcFile("/nowhere/loadavg")
        var buffer = ReadBuffer()
        let error = #expect(throws: ProcfsError.self) { try file.read(into: &buffer) }
        #expect(error?.description == "/nowhere/loadavg: cannot be read: No such file or directory")
    }

    @Test("sees new content of the same file, longer or shorter")
    func changes() throws {
        try withFolder { folder in
            let path = "\(folder)/file"
            var file = ProcFile(path)
            var buffer = ReadBuffer(capacity: 4)
            for text in ["one\n", "one thousand and one\n", "", "2\n"] {
                try write(text, to: path)
                #expect(try content(&file, &buffer) == text)
            }
        }
    }

    @Test("keeps its descriptor: a file moved away is still read")
    func staysOpen() throws {
        try withFolder { folder in
            try write("old\n", to: "\(folder)/file")
            var file = ProcFile("\(folder)/file")
            var buffer = ReadBuffer()
            #expect(try content(&file, &buffer) == "old\n")
            try FileManager.default.moveItem(atPath: "\(folder)/file", toPath: "\(folder)/moved")
            try write("moved\n", to: "\(folder)/moved")
            #expect(try content(&file, &buffer) == "moved\n")
        }
    }

    @Test("opens anew when the process behind an open file is gone")
    func reopens() throws {
        let child = try spawn(["sleep", "60"])
        let path = "/proc/\(child)/stat"
        var file = ProcFile(path)
        var buffer = ReadBuffer()
        try file.read(into: &buffer)
        kill(child, SIGKILL)
        try #require(waitpid(child, nil, 0) == child)
        #expect(throws: ProcfsError.unreadable(path: path, errno: ENOENT)) { try file.read(into: &buffer) }
    }

    @Test("opens anew after EIO, which an open file of a bond or VLAN says once it was made anew")
    func reopensAfterEIO() throws {
        try withFolder { folder in
            let path = "\(folder)/file"
            // The kernel says EIO where nothing is mapped, as address 0.
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/proc/self/mem")
            var file = ProcFile(path)
            var buffer = ReadBuffer()
            #expect(throws: ProcfsError.unreadable(path: path, errno: EIO)) { try file.read(into: &buffer) }
            try FileManager.default.removeItem(atPath: path)
            try write("anew\n", to: path)
            #expect(try content(&file, &buffer) == "anew\n")
        }
    }

    @Test("grows the buffer to its limit and no further", arguments: [(99, true), (100, false), (101, false)])
    func limit(size: Int, fits: Bool) throws {
        try withFolder { folder in
            try write(String(repeating: "x", count: size), to: "\(folder)/file")
            var file = ProcFile("\(folder)/file")
            var buffer = ReadBuffer(capacity: 1, limit: 100)
            if fits {
                #expect(try content(&file, &buffer).utf8.count == size)
            } else {
                #expect(throws: ProcfsError.unreadable(path: "\(folder)/file", errno: EFBIG)) {
                    try file.read(into: &buffer)
                }
            }
        }
    }

    @Test("a file without end is an error, not all of memory")
    func endless() {
        var file = ProcFile("/dev/zero")
        var buffer = ReadBuffer(capacity: 16, limit: 1 << 16)
        #expect(throws: ProcfsError.unreadable(path: "/dev/zero", errno: EFBIG)) { try file.read(into: &buffer) }
    }

    @Test(
        "a folder, or a path through a file, is unreadable", arguments: [("/proc", EISDIR), ("/proc/stat/x", ENOTDIR)])
    func notAFile(path: String, code: CInt) {
        var file = ProcFile(path)
        var buffer = ReadBuffer()
        #expect(throws: ProcfsError.unreadable(path: path, errno: code)) { try file.read(into: &buffer) }
    }

    @Test("leaves the buffer empty after an error, so that no old file is taken for this one")
    func noStaleContent() throws {
        try withFolder { folder in
            try write("old\n", to: "\(folder)/file")
            var file = ProcFile("\(folder)/file")
            var missing = ProcFile("\(folder)/missing")
            var buffer = ReadBuffer()
            try file.read(into: &buffer)
            #expect(throws: ProcfsError.self) { try missing.read(into: &buffer) }
            let count = try buffer.withBytes { (bytes) throws(ProcfsError) in bytes.count }
            #expect(count == 0)
        }
    }

    @Test("a file that is not open yet has changed; one that does not report changes has not")
    func changed() throws {
        try withFolder { folder in
            try write("x\n", to: "\(folder)/file")
            var file = ProcFile("\(folder)/file")
            var buffer = ReadBuffer()
            let before = file.hasChanged()
            try file.read(into: &buffer)
            let after = file.hasChanged()
            #expect(before)
            #expect(!after)
        }
    }

    @Test("this machine's own /proc can be read and parsed")
    func realProc() throws {
        let proc = ProcRoot()
        let load = try proc.read(LoadAverage.path) { (bytes) throws(ProcfsError) in try LoadAverage(parsing: bytes) }
        #expect(load.total > 0)
        #expect(try Stat(proc).cores.isEmpty == false)
        let memory = try proc.read(Meminfo.path) { (bytes) throws(ProcfsError) in try Meminfo(parsing: bytes) }
        #expect(try #require(memory[.total]) > 0)
        #expect(try Mountinfo(proc).mounts.isEmpty == false)
        #expect(try NetDev(proc).rows.contains { $0.name == "lo" })
        _ = try Diskstats(proc)
    }

    private func content(_ file: inout ProcFile, _ buffer: inout ReadBuffer) throws -> String {
        try file.read(through: &buffer) { (bytes) throws(ProcfsError) in
            bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Writes into the same inode, as the kernel's files stay the same while their content changes.
    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }
}
