import Glibc

/// Where files are read into: one for all readers, grown to the largest file once and then reused, so that a tick
/// allocates nothing.
package struct ReadBuffer: ~Copyable {
    /// The largest file that is read, in bytes; beyond it a reader throws `EFBIG`.
    package let limit: Int
    private var storage: [UInt8]
    private var count = 0

    /// - Parameters:
    ///   - capacity: bytes to begin with; the files of a small host fit into 16 KiB.
    ///   - limit: bytes beyond which the buffer does not grow.
    package init(capacity: Int = 16 << 10, limit: Int = 16 << 20) {
        self.limit = max(limit, 1)
        storage = [UInt8](repeating: 0, count: min(max(capacity, 1), self.limit))
    }

    /// The content of the file that was read last; empty if that failed.
    package func withBytes<Result>(
        _ body: (Span<UInt8>) throws(ProcfsError) -> Result
    ) throws(ProcfsError) -> Result {
        try body(storage.span.extracting(0..<count))
    }

    /// Reads the whole file from its beginning; returns 0, or the `errno` that stopped it.
    ///
    /// Reads until the end is reported, since the kernel may hand out a long file a page at a time.
    mutating func fill(from descriptor: CInt) -> CInt {
        count = 0
        var total = 0
        while true {
            if total == storage.count {
                guard storage.count < limit else { return EFBIG }
                storage.append(contentsOf: repeatElement(0, count: min(storage.count, limit - storage.count)))
            }
            let got = storage.withUnsafeMutableBytes { free in
                pread(descriptor, free.baseAddress?.advanced(by: total), free.count - total, off_t(total))
            }
            if got < 0 {
                if errno == EINTR { continue }
                return errno
            }
            if got == 0 {
                count = total
                return 0
            }
            total += got
        }
    }

    /// Receives one datagram without waiting; returns 0, or the `errno` that stopped it: `EAGAIN` where there is none,
    /// `EMSGSIZE` for one of more than 64 KiB.
    mutating func receive(from descriptor: CInt) -> CInt {
        count = 0
        let size = 64 << 10
        if storage.count < size { storage.append(contentsOf: repeatElement(0, count: size - storage.count)) }
        while true {
            let got = storage.withUnsafeMutableBytes { free in
                recv(descriptor, free.baseAddress, size, CInt(MSG_DONTWAIT | MSG_TRUNC))
            }
            if got >= 0 {
                guard got <= size else { return EMSGSIZE }
                count = got
                return 0
            }
            if errno != EINTR { return errno }
        }
    }

    /// Forgets the content, so that nobody takes an old file for a new one.
    mutating func clear() { count = 0 }
}
