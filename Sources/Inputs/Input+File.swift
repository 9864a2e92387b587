import Glibc
import MetricModel
import Wire

/// What tells a text file from the one that it was, or that was there, before.
struct FileStamp: Equatable {
    let size: Int64
    let seconds, nanoseconds: Int
    let inode: UInt

    init(_ facts: stat) {
        size = Int64(facts.st_size)
        (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
        inode = UInt(facts.st_ino)
    }

    /// When the file was written; a time stamp beyond all reason is that of the epoch.
    var time: Timestamp {
        let (milliseconds, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1000)
        return Timestamp(milliseconds: overflow ? 0 : milliseconds + Int64(nanoseconds) / 1_000_000)
    }
}

extension Input {
    /// Reads the text file if it is another than last time, and what others have left of the tick's time allows it.
    ///
    /// Neither a pipe nor a terminal holds anybody up, and no link leads out of the folder: who may only write there
    /// cannot have the agent read, and quote, what is kept from him.
    ///
    /// `room` is how many values others have left, `budget` how many bytes may still be read in this tick.
    ///
    /// - Returns: A line for people, if something is wrong that was not before.
    func readFile(
        _ metrics: inout OutsideMetrics, _ limits: InputLimits, room: Int, budget: inout Int, at now: Tick
    ) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
        guard file >= 0 else {
            let reason = errno
            return failFile(
                reason == ELOOP ? "is a symbolic link" : "cannot be opened: \(Errno(code: reason))", &metrics, at: now)
        }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            return failFile("is no regular file", &metrics, at: now)
        }
        guard facts.st_size <= limits.bytes else {
            return failFile("holds \(facts.st_size) bytes, more than \(limits.bytes)", &metrics, at: now)
        }
        let stamp = FileStamp(facts)
        guard stamp != self.stamp else {
            postpone(from: now)
            return nil
        }
        // The first may take all; what does not fit stays due for the next tick.
        guard budget == limits.bytes || facts.st_size <= budget else {
            budget = 0
            return nil
        }
        budget -= Int(facts.st_size)
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try Self.content(of: file, size: Int(facts.st_size))
        } catch {
            return failFile("cannot be read: \(error)", &metrics, at: now)
        }
        postpone(from: now)
        self.stamp = stamp
        writtenAt = stamp.time
        hasAnswered = true
        duration = 0
        return take(
            prometheus: bytes.span, &metrics, limits, room: room, at: Self.moment(of: stamp.time, period, seenAt: now))
    }

    /// When a counter in the file had its value: when it was written, unless that was before the last look at it, as with
    /// a file that was moved there late, or with a clock that was set.
    private static func moment(of written: Timestamp, _ period: Int, seenAt now: Tick) -> Tick {
        let (age, overflow) = now.wall.milliseconds.subtractingReportingOverflow(written.milliseconds)
        guard !overflow, (0...Int64(period + 1) * 1000).contains(age) else { return now }
        return Tick(wall: written, monotonic: now.monotonic - min(now.monotonic, UInt64(age) * 1_000_000))
    }

    /// What had been in the file when its size was asked; what is added meanwhile is for the next time.
    private static func content(of file: CInt, size: Int) throws(Errno) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < size {
            let got = bytes.withUnsafeMutableBytes { room in
                read(file, room.baseAddress.map { $0 + count }, room.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw Errno(code: errno) }
            guard got > 0 else { break }
            count += got
        }
        bytes.removeLast(size - count)
        return bytes
    }

    private func failFile(_ reason: String, _ metrics: inout OutsideMetrics, at now: Tick) -> String? {
        postpone(from: now)
        stamp = nil
        values.removeAll(&metrics, of: self)
        return fail(.file, reason)
    }
}
