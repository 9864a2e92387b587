import Glibc

/// Why a wait for datagrams ended.
package enum Wakeup: Sendable, Equatable {
    /// At least one socket has something to read.
    case readable
    /// The time was over.
    case timedOut
    /// The ``Waker`` rang, or a signal was handled.
    case woken
}

extension Wakeup {
    /// Waits until one of the descriptors can be read, the waker rings, or the time is over.
    ///
    /// - Parameters:
    ///   - descriptors: May be empty: then only the waker and the time count.
    ///   - waker: What may end the wait early; it is looked at first.
    ///   - timeoutMilliseconds: nil waits for ever, 0 or less only looks.
    /// - Returns: What ended the wait.
    /// - Throws: ``TransportError/refused(doing:errno:)``.
    package static func wait(
        for descriptors: [CInt], waker: Waker? = nil, timeoutMilliseconds: Int?
    ) throws(TransportError) -> Wakeup {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // poll(2) passes over a negative descriptor.
        entries.append(pollfd(fd: waker?.descriptor ?? -1, events: Int16(POLLIN), revents: 0))
        let timeout = timeoutMilliseconds.map { CInt(clamping: max($0, 0)) } ?? -1
        let ready = poll(&entries, nfds_t(entries.count), timeout)
        if ready < 0 {
            guard errno == EINTR else { throw .refused(doing: "wait for datagrams", errno: errno) }
            return .woken
        }
        if entries[entries.count - 1].revents != 0 { return .woken }
        return ready > 0 ? .readable : .timedOut
    }
}
