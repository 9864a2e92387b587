import Glibc

/// Descriptors to wait on, in storage that is used again and again.
package struct WaitList: ~Copyable {
    private var entries: [pollfd] = []

    package init() {}

    /// Empties the list and keeps its memory.
    package mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    /// Adds a descriptor to wait on until it can be read; poll(2) passes over a negative one.
    package mutating func append(_ descriptor: CInt) {
        entries.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }

    /// Waits until one of the descriptors can be read, the waker rings, or the time is over.
    ///
    /// - Parameters:
    ///   - waker: What may end the wait early; it is looked at first.
    ///   - timeoutMilliseconds: nil waits for ever, 0 or less only looks.
    /// - Returns: What ended the wait.
    /// - Throws: ``TransportError/refused(doing:errno:)``.
    package mutating func wait(waker: Waker?, timeoutMilliseconds: Int?) throws(TransportError) -> Wakeup {
        append(waker?.descriptor ?? -1)
        defer { entries.removeLast() }
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
