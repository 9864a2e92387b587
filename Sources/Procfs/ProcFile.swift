import Glibc

/// A file that is read again and again: its descriptor stays open, which makes a reading two to eight times cheaper.
///
/// It is opened at the first reading. A file that is missing throws at every reading, and is found once it appears.
package struct ProcFile: ~Copyable {
    package let path: String
    private var descriptor: CInt = -1

    package init(_ path: String) { self.path = path }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Reads the whole file into the buffer, which is empty after an error.
    ///
    /// A descriptor whose file went away (a device was removed, a namespace ended) is opened anew once.
    package mutating func read(into buffer: inout ReadBuffer) throws(ProcfsError) {
        buffer.clear()
        let wasOpen = descriptor >= 0
        if !wasOpen { try open() }
        var failure = buffer.fill(from: descriptor)
        if wasOpen, Self.mayBeStale(failure) {
            shut()
            try open()
            failure = buffer.fill(from: descriptor)
        }
        guard failure == 0 else {
            if Self.mayBeStale(failure) { shut() }
            throw .unreadable(path: path, errno: failure)
        }
    }

    /// Reads the whole file and parses it in place.
    package mutating func read<Result>(
        through buffer: inout ReadBuffer, _ parse: (Span<UInt8>) throws(ProcfsError) -> Result
    ) throws(ProcfsError) -> Result {
        try read(into: &buffer)
        return try buffer.withBytes(parse)
    }

    /// Reads and parses a file of a feature that many hosts do not have: nil, rather than an error, where it is missing or the
    /// kernel says that it does not do such a thing.
    package mutating func readIfPresent<Result>(
        through buffer: inout ReadBuffer, _ parse: (Span<UInt8>) throws(ProcfsError) -> Result
    ) throws(ProcfsError) -> Result? {
        do throws(ProcfsError) {
            try read(into: &buffer)
        } catch {
            if case .unreadable(_, let errno) = error, Self.meansAbsent(errno) { return nil }
            throw error
        }
        return try buffer.withBytes(parse)
    }

    /// As ``readIfPresent(through:_:)``, and nil too where the kernel lets only the privileged read the file.
    package mutating func readIfPermitted<Result>(
        through buffer: inout ReadBuffer, _ parse: (Span<UInt8>) throws(ProcfsError) -> Result
    ) throws(ProcfsError) -> Result? {
        do throws(ProcfsError) {
            return try readIfPresent(through: &buffer, parse)
        } catch {
            if case .unreadable(_, let errno) = error, errno == EACCES || errno == EPERM { return nil }
            throw error
        }
    }

    private static func meansAbsent(_ failure: CInt) -> Bool {
        meansGone(failure) || failure == ENOTDIR || failure == EOPNOTSUPP || failure == ENXIO
    }

    /// Whether the kernel has reported a change since this was last asked, or the file is not open yet.
    ///
    /// Only `mountinfo` and `mounts` report changes; of any other file this says false. Costs one system call, where
    /// reading `mountinfo` costs a hundred times that.
    package func hasChanged() -> Bool {
        guard descriptor >= 0 else { return true }
        var query = pollfd(fd: descriptor, events: Int16(POLLPRI), revents: 0)
        guard poll(&query, 1, 0) > 0 else { return false }
        return query.revents & Int16(POLLPRI | POLLERR) != 0
    }

    // O_NONBLOCK: should the path name a pipe, opening it must not wait for a writer.
    private mutating func open() throws(ProcfsError) {
        // A String handed to C would be copied first.
        descriptor = path.withCString { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) }
        guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
    }

    private mutating func shut() {
        close(descriptor)
        descriptor = -1
    }

    /// A descriptor of a file under `/proc` that was taken away, as those of a bond or VLAN are, says EIO ever after, even
    /// if another file takes its place.
    private static func mayBeStale(_ failure: CInt) -> Bool { meansGone(failure) || failure == EIO }

    private static func meansGone(_ failure: CInt) -> Bool {
        failure == ENOENT || failure == ENODEV || failure == ESTALE || failure == ESRCH
    }
}
