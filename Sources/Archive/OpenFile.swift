import Foundation

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

    /// Gives the file free at once; closing it does so only when no child that is about to run another program has it too.
    func unlock() { _ = flock(descriptor, LOCK_UN) }
}
