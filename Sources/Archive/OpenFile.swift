import Foundation

/// A refusal of the system.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let code: CInt

    package init(code: CInt) {
        self.code = code
    }

    package var description: String { systemMessage(code) }
}

/// The system's words for an error number.
func systemMessage(_ code: CInt) -> String {
    String(cString: strerror(code))
}

/// A file that is closed when its owner is done with it.
struct OpenFile: ~Copyable {
    let descriptor: CInt

    /// - `flags`: as for `open(2)`; never inherited by a child, never blocking on a pipe.
    init(_ path: String, flags: CInt, mode: mode_t = 0o644) throws(SystemError) {
        let opened = open(path, flags | O_CLOEXEC | O_NONBLOCK, mode)
        guard opened >= 0 else { throw SystemError(code: errno) }
        descriptor = opened
    }

    deinit { close(descriptor) }

    func status() throws(SystemError) -> stat {
        var result = stat()
        guard fstat(descriptor, &result) == 0 else { throw SystemError(code: errno) }
        return result
    }

    /// Up to `count` bytes; fewer where the file ends before.
    func read(_ count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
        var failure: CInt?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { return }
                filled += got
            }
        }
        if let failure { throw SystemError(code: failure) }
        return bytes
    }

    /// Replaces what the file holds; a failure leaves it as it is.
    func replace(with text: String) {
        var text = text
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = text.withUTF8 { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Takes the file for this process alone, until it is closed or the process dies; false if another has it.
    func lock() throws(SystemError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw SystemError(code: errno) }
        return false
    }
}
