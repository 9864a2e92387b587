/// Several datagrams that will be sent together, one after another in one buffer that is used again and again.
package struct DatagramBatch: Sendable, Equatable {
    /// The bytes of all datagrams.
    private(set) var bytes: [UInt8] = []
    /// Where each datagram ends in ``bytes``, and the next begins.
    private(set) var ends: [UInt32] = []

    package init() {}

    package var count: Int { ends.count }
    /// How many bytes all datagrams have together.
    package var byteCount: Int { bytes.count }
    package var isEmpty: Bool { ends.isEmpty }

    /// Adds one datagram, whose bytes are copied.
    ///
    /// - Precondition: The batch stays below 4 GiB.
    package mutating func append(_ datagram: Span<UInt8>) {
        datagram.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ends.append(UInt32(bytes.count))
    }

    /// Adds one datagram, whose bytes are copied.
    ///
    /// - Precondition: The batch stays below 4 GiB.
    package mutating func append(_ datagram: some Collection<UInt8>) {
        bytes.append(contentsOf: datagram)
        ends.append(UInt32(bytes.count))
    }

    /// Hands over every datagram, in order; the bytes are lent for the length of the call.
    package func forEach(_ body: (Span<UInt8>) -> Void) {
        for index in ends.indices { body(bytes.span.extracting(Int(start(of: index))..<Int(ends[index]))) }
    }

    /// Empties the batch and keeps its memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Where the datagram begins in ``bytes``.
    func start(of index: Int) -> UInt32 { index == 0 ? 0 : ends[index - 1] }
}
