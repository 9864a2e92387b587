import Agent
import Aggregator
import Foundation
import Logging
import MetricModel
import ServiceLifecycle
import Transport

/// The agent inside the aggregator's process, on a thread of its own; its frames need no network.
struct AgentService: Service {
    let settings: Settings
    let aggregator: Aggregator
    let logger: Logger

    func run() async throws {
        let waker = try Waker()
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                let thread = Thread { done.resume(with: Result { try collect(until: waker) }) }
                thread.name = "agent"
                thread.start()
            }
        } onCancelOrGracefulShutdown: {
            waker.wake()
        }
    }

    private func collect(until waker: Waker) throws {
        var outlet = ProcessOutlet(aggregator: aggregator)
        var loop = try AgentLoop(settings, delaysSending: false) { logger.warning("\($0)") }
        try loop.run(&outlet, until: waker)
    }
}

/// Hands datagrams over to an aggregator in the same process.
private struct ProcessOutlet: Outlet {
    let aggregator: Aggregator

    mutating func send(_ batch: DatagramBatch, at now: Tick) -> Int {
        batch.forEach { aggregator.hear($0) }
        return 0
    }

    /// The agent is of the same version, and says unasked who it is: there is nothing to ask.
    func addDescriptors(to list: inout WaitList) {}

    mutating func answers(_ body: (Span<UInt8>) -> Void) {}
}
