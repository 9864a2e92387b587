import CLinux
import Glibc

/// A bell that one thread rings to call others out of waiting for datagrams.
///
/// It stays rung until ``reset()``, so every thread that waits on it, or will, comes back: what stops a program.
package final class Waker: Sendable {
    let descriptor: CInt

    package init() throws(TransportError) {
        descriptor = clinux_eventfd()
        guard descriptor >= 0 else { throw .refused(doing: "make an event descriptor", errno: errno) }
    }

    deinit { close(descriptor) }

    /// Rings.
    ///
    /// One write(2): may be called from any thread, and from a signal handler.
    package func wake() {
        var one: UInt64 = 1
        // Fails only when the counter is full, and then the bell is rung already.
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Makes the bell silent again.
    package func reset() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    }
}
