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
    /// Allocates; what waits again and again has a ``WaitList``.
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
        var list = WaitList()
        for descriptor in descriptors { list.append(descriptor) }
        return try list.wait(waker: waker, timeoutMilliseconds: timeoutMilliseconds)
    }
}
