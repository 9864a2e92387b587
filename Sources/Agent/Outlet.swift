package import MetricModel
package import Transport

/// Where an agent's datagrams go, and where answers to them come from.
package protocol Outlet: ~Copyable {
    mutating func send(_ batch: DatagramBatch, at now: Tick)
    /// What to wait on for answers.
    var descriptors: [CInt] { get }
    /// Hands over the answers that have come.
    mutating func answers(_ body: (Span<UInt8>) -> Void)
}
