package import MetricModel
package import Transport

/// Where an agent's datagrams go, and where answers to them come from.
package protocol Outlet: ~Copyable {
    /// Sends the datagrams.
    ///
    /// - Returns: How many could not be sent, counted for each destination.
    mutating func send(_ batch: DatagramBatch, at now: Tick) -> Int
    /// Adds what to wait on for answers.
    func addDescriptors(to list: inout WaitList)
    /// Hands over the answers that have come.
    mutating func answers(_ body: (Span<UInt8>) -> Void)
}
