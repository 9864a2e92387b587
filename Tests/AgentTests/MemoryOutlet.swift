import Agent
import Foundation
import MetricModel
import Synchronization
import Transport

/// What an agent has sent, for another thread to wait for.
final class Sent: Sendable {
    private let datagrams = Mutex<[[UInt8]]>([])
    private let arrival = DispatchSemaphore(value: 0)

    fileprivate func add(_ batch: DatagramBatch) {
        datagrams.withLock { $0 += batch.datagrams }
        arrival.signal()
    }

    var all: [[UInt8]] { datagrams.withLock { $0 } }

    /// Waits until what was sent is as wanted; false if that is not so after 20 s.
    func wait(until isEnough: ([[UInt8]]) throws -> Bool) rethrows -> Bool {
        let deadline = DispatchTime.now() + 20
        while try !isEnough(all) {
            if arrival.wait(timeout: deadline) == .timedOut { return false }
        }
        return true
    }
}

/// A network in memory, on which nobody answers.
struct MemoryOutlet: Outlet, ~Copyable {
    let sent: Sent

    func send(_ batch: DatagramBatch, at now: Tick) -> Int {
        sent.add(batch)
        return 0
    }

    func addDescriptors(to list: inout WaitList) {}
    func answers(_ body: (Span<UInt8>) -> Void) {}
}
