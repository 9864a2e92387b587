import Archive
import Foundation
import MetricModel

/// Files of events, a line of JSON each, to which is only ever appended: `DATA/events/told-00000001.jsonl` and on.
///
/// When one is full, the next is begun; the oldest is deleted when there are too many, or when all in it is too old.
struct EventFiles {
    private let folder: String
    private let source: EventFileName.Source
    private var number = 0
    private var size = 0
    /// -1 while none is open.
    private var descriptor: CInt = -1

    private let fileLimit: Int
    static let maximumFiles = 8
    /// Seconds.
    static let maximumAge: Int64 = 3 * 366 * 86_400

    /// Files that are made with the first event, of so many bytes at most.
    init(folder: String, source: EventFileName.Source, fileLimit: Int) {
        self.folder = folder
        self.source = source
        self.fileLimit = fileLimit
    }

    /// Reads what is there, the oldest first, and deletes what is too old.
    ///
    /// Lines that cannot be understood, as one that was torn off when the power failed, are left out and counted.
    mutating func load(now: Int64) -> (events: [RecordedEvent], illegible: Int) {
        var events: [RecordedEvent] = []
        var illegible = 0
        let decoder = JSONDecoder()
        for number in numbers() {
            self.number = max(self.number, number)
            guard let data = FileManager.default.contents(atPath: path(number)) else { continue }
            var found: [RecordedEvent] = []
            for line in data.split(separator: UInt8(ascii: "\n")) {
                do { found.append(try decoder.decode(RecordedEvent.self, from: line)) } catch { illegible += 1 }
            }
            let newest = found.lazy.map { $0.end ?? $0.start }.max()
            if let newest, newest < now - Self.maximumAge {
                unlink(path(number))
            } else {
                events += found
            }
        }
        return (events, illegible)
    }

    /// Appends events, and comes back when they would survive a loss of power.
    ///
    /// After an error none of them is there.
    ///
    /// - Returns: whether the oldest file was deleted for it.
    mutating func append(_ events: [RecordedEvent]) throws(EventLogError) -> Bool {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes: [UInt8] = []
        for event in events {
            guard let line = try? encoder.encode(event) else { continue }
            bytes += line
            bytes.append(UInt8(ascii: "\n"))
        }
        let hasMadeRoom = try open(for: bytes.count)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw giveUp() }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw giveUp() }
        size += bytes.count
        return hasMadeRoom
    }

    mutating func close() {
        guard descriptor >= 0 else { return }
        _ = Glibc.close(descriptor)
        descriptor = -1
    }

    /// Takes back what was written of a line.
    private mutating func giveUp() -> EventLogError {
        let error = EventLogError.unwritable(path: path(number), reason: String(cString: strerror(errno)))
        _ = ftruncate(descriptor, off_t(size))
        close()
        return error
    }

    /// Makes the newest file, or the next, the one that is written to.
    private mutating func open(for count: Int) throws(EventLogError) -> Bool {
        if descriptor >= 0, size + count <= fileLimit { return false }
        if descriptor < 0 {
            try makeFolder()
            if number == 0 { number = 1 }
            try open(path(number))
            if size + count <= fileLimit || size == 0 { return false }
        }
        close()
        number += 1
        try open(path(number))
        let old = numbers().dropLast(Self.maximumFiles)
        for number in old { unlink(path(number)) }
        return !old.isEmpty
    }

    private mutating func open(_ path: String) throws(EventLogError) {
        let opened = Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard opened >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
        descriptor = opened
        size = Int(lseek(opened, 0, SEEK_END))
        var last: UInt8 = 0
        // A line that was torn off stays what it is; the next begins anew.
        if size > 0, pread(opened, &last, 1, off_t(size - 1)) == 1, last != UInt8(ascii: "\n") {
            size += max(0, write(opened, "\n", 1))
        }
        if size == 0 { syncFolder() }
    }

    private func makeFolder() throws(EventLogError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: folder, reason: "it cannot be made")
        }
    }

    private func syncFolder() {
        let opened = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { return }
        _ = fsync(opened)
        _ = Glibc.close(opened)
    }

    private func path(_ number: Int) -> String { "\(folder)/\(EventFileName(source, number: number))" }

    /// The files there are, the oldest first.
    private func numbers() -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { EventFileName($0) }.filter { $0.source == source }.map(\.number).sorted()
    }
}

/// Why an event could not be kept.
package enum EventLogError: Error, Equatable, CustomStringConvertible {
    case unwritable(path: String, reason: String)

    package var description: String {
        switch self {
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        }
    }
}
