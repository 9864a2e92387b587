import Agent
import Collectors
import Foundation
import MetricModel
import Synchronization
import TestKit
import Testing
import Transport
import Wire

@Suite("The loop", .serialized)
struct AgentLoopTests {
    private static func settings(_ change: (inout Settings) throws -> Void = { _ in }) rethrows -> Settings {
        var settings = Settings()
        settings.interval = 1
        settings.hostName = HostName(literal: "web1")
        settings.cluster = GroupName(literal: "prod")
        settings.proc = FixtureHost.idleVM.first.proc
        settings.sys = FixtureHost.idleVM.first.sys
        try change(&settings)
        return settings
    }

    /// How many intervals' values there are, told apart by their ticks.
    private static func intervals(_ datagrams: [[UInt8]]) throws -> Int {
        let frames = try datagrams.map { try Frame($0) }
        let ticks = frames.filter { frame in
            frame.records.contains { if case .values = $0 { true } else { false } }
        }
        return Set(ticks.map(\.tick)).count
    }

    @Test("introduces the host, sends every interval, settles once after the second, and says goodbye")
    func run() throws {
        let state = try TemporaryFolder()
        let settings = Self.settings { $0.stateFolder = state.path }
        let sent = Sent()
        let tidiedAfter = Mutex<[Int]>([])
        let failure = Mutex<String?>(nil)
        let waker = try Waker()
        let ended = DispatchSemaphore(value: 0)
        let lines = Lines()
        Thread.detachNewThread {
            do {
                var outlet = MemoryOutlet(sent: sent)
                let tidy = {
                    let count = (try? Self.intervals(sent.all)) ?? 0
                    tidiedAfter.withLock { $0.append(count) }
                }
                var loop = try AgentLoop(settings, delaysSending: false, tidy: tidy) { lines.add($0) }
                try loop.run(&outlet, until: waker)
            } catch {
                failure.withLock { $0 = "\(error)" }
            }
            ended.signal()
        }
        let isEnough = try sent.wait { try Self.intervals($0) >= 3 }
        waker.wake()
        #expect(ended.wait(timeout: .now() + 20) == .success)
        #expect(isEnough)
        #expect(failure.withLock { $0 } == nil)
        #expect(tidiedAfter.withLock { $0.first } == 2)
        #expect(lines.take().isEmpty)

        let frames = try sent.all.map { try Frame($0) }
        let introduction = try Received([#require(sent.all.first)])
        #expect(introduction.hosts.map(\.name.text) == ["web1"])
        #expect(introduction.hosts.map(\.cluster.text) == ["prod"])
        let received = try Received(sent.all)
        #expect(Set(received.definitions.values) == Set(Catalogue.definitions))
        #expect(received.samples.contains { $0.sample.instance == nil })
        #expect(frames.last?.records == [.goodbye])
        #expect(frames.map(\.sequence) == Array(0..<UInt32(frames.count)))
        #expect(Set(frames.map(\.sender)).count == 1)
        #expect(frames.first?.sender.id == AgentIdentity.load(from: state.path).id)
    }

    @Test("ends at once if the bell has rung before it begins")
    func rung() throws {
        let state = try TemporaryFolder()
        let sent = Sent()
        let waker = try Waker()
        waker.wake()
        var outlet = MemoryOutlet(sent: sent)
        var loop = try AgentLoop(Self.settings { $0.stateFolder = state.path }, delaysSending: false) { _ in }
        try loop.run(&outlet, until: waker)
        #expect(try sent.all.last.map { try Frame($0).records } == [.goodbye])
    }

    @Test("does not begin with more groups and tags than a datagram holds")
    func tooLong() throws {
        let state = try TemporaryFolder()
        let settings = Self.settings {
            $0.stateFolder = state.path
            $0.groups = (0..<10).compactMap { GroupName("\($0)" + String(repeating: "g", count: 150)) }
        }
        let error = #expect(throws: AgentError.self) { _ = try AgentLoop(settings) { _ in } }
        // A header of 48 and 3 bytes, interval, cluster and name of 4 + 5 + 5, two counts of 1, ten groups of 2 + 151.
        #expect(
            error
                == .usage("--group and --tag: expected what fits into 1400 bytes with the names, found 1597 bytes"))
    }

    @Test("under Ganglia's protocol does not begin with a name that cannot be spoofed")
    func unspoofable() throws {
        let state = try TemporaryFolder()
        let settings = Self.settings {
            $0.stateFolder = state.path
            $0.format = .ganglia
            $0.hostName = HostName("fe80::1")
        }
        let error = #expect(throws: AgentError.self) { _ = try AgentLoop(settings) { _ in } }
        #expect(error?.description.hasPrefix("--host-name: ") == true)
    }

    @Test("takes the kernel's name for the host if none is given")
    func kernelName() throws {
        #expect(try AgentLoop.kernelHostName().text == ProcessInfo.processInfo.hostName.prefix { _ in true })
    }
}
