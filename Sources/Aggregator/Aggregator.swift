package import Archive
package import ClusterState
import Collectors
import Foundation
package import Logging
package import MetricModel
import Synchronization
import Transport
import Wire

/// Hears agents, keeps the cluster's state, and writes its history.
///
/// Its threads are its own; ``start()`` and ``stop()`` begin and end them. What it knows survives its restart.
package final class Aggregator: Sendable {
    package let configuration: Configuration
    /// History; rows that are not yet in the files are seen too.
    package let archive: Archive
    /// What happened: told by people, and noticed here.
    package let events: EventLog
    private let state: Mutex<ClusterState>
    private let stateFile: StateFile
    private let listeners: [Listener]
    private let names = ReverseNames()
    private let waker: Waker
    private let stopping = Atomic(false)
    private let identity = Sender(
        id: AgentID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)), start: .random(in: 1 ... .max))
    private let questions = Atomic<UInt32>(0)
    private let logger: Logger
    private let time: Timekeeper
    /// When it was made.
    package let startedAt: Timestamp

    /// Opens the archive, remembers what was known, and begins to listen.
    ///
    /// Throws an ``ArchiveError`` or a ``TransportError``, each one sentence. An address that cannot be heard is an error;
    /// a multicast group without an interface to join it on is only a warning, since a host without a network is one.
    ///
    /// - `clocks`: the machine's; asked by any thread.
    /// - `progress`: is told how far the reading of the archive's journal is.
    package init(
        _ configuration: Configuration, logger: Logger,
        clocks: @escaping @Sendable () -> SteadyClock.Reading = { .now() },
        progress: (JournalProgress) -> Void = { _ in }
    ) throws {
        self.configuration = configuration
        self.logger = logger
        let time = Timekeeper(clocks) { event in
            logger.log(level: event == .wentBack ? .info : .warning, "\(event)")
        }
        self.time = time
        startedAt = time.now().wall
        archive = try Archive(
            directory: configuration.directory, step: configuration.interval,
            wall: { Int(time.now().wall.seconds) }, progress: progress
        ) { event in
            switch event {
            case .replayed, .headersRestored, .journalBroken(_, _, _, isTorn: true): logger.info("\(event)")
            default: logger.warning("\(event)")
            }
        }
        events = EventLog(directory: configuration.directory, now: startedAt.seconds) { logger.warning("\($0)") }
        var state = ClusterState(
            ClusterState.Configuration(
                step: configuration.interval, gangliaCluster: configuration.cluster, groups: configuration.groups),
            definitions: Catalogue.definitions)
        stateFile = StateFile(directory: configuration.directory)
        do {
            try stateFile.load()?.restore(to: &state, at: time.now())
        } catch {
            logger.warning("\(error); hosts will be learnt anew")
            if let aside = try? stateFile.setAside() { logger.warning("\(stateFile.path): kept as \(aside)") }
        }
        self.state = Mutex(state)
        let waker = try Waker()
        self.waker = waker
        listeners = try configuration.listen.flatMap { endpoint in
            try endpoint.resolved().prefix(1).map { address in
                try Listener(on: address, interface: configuration.interface, until: waker)
            }
        }
        for (listener, endpoint) in zip(listeners, configuration.listen) {
            let status = listener.snapshot
            if !status.interfaces.isEmpty {
                logger.info("\(status.address): listening on \(status.interfaces.joined(separator: ", "))")
            } else if case .address(let address) = endpoint, address.isMulticast {
                logger.warning("\(status.address): no interface carries multicast; tried again every minute")
            } else {
                logger.info("\(status.address): listening")
            }
        }
    }

    /// Starts the threads.
    package func start() {
        events.note([.started(at: now.wall)])
        for listener in listeners { listener.start(self) }
        let ticker = Thread { [self] in tickUntilStopped() }
        ticker.name = "ticker"
        ticker.start()
    }

    /// Stops the threads, writes all rows, and remembers what is known.
    package func stop() async {
        stopping.store(true, ordering: .sequentiallyConsistent)
        waker.wake()
        await archive.close()
        await events.close()
        save()
    }

    /// The time that values are dated by, which may not be what the machine's clock says: see ``SteadyClock``.
    package var now: Tick { time.now() }

    /// A leap of the machine's clock that is not believed yet; nil while it is followed.
    package var clockLeap: SteadyClock.Leap? { time.leap }

    var isStopping: Bool { stopping.load(ordering: .sequentiallyConsistent) }

    /// Looks at the state; it is locked meanwhile, so be brief.
    package func read<Result>(_ body: (borrowing ClusterState) -> Result) -> Result {
        state.withLock { body($0) }
    }

    /// What each listener has heard.
    package var listenerStatus: [ListenerStatus] { listeners.map(\.snapshot) }

    /// Replaces the groups of the configuration, as after a reread.
    package func setGroups(_ groups: [GroupRule]) {
        state.withLock { $0.setGroups(groups, at: now) }
    }

    /// Takes in a datagram of an agent in this process.
    package func hear(_ bytes: Span<UInt8>) {
        let source = SocketAddress(ipv4: 0x7F00_0001, port: 0)
        let heard = Heard(bytes, Envelope(source: source))
        _ = take([(heard, Peer(address: source.host, port: 0))], at: now)
    }

    /// Takes in datagrams and does what follows from them.
    ///
    /// - Returns: The questions, which only the listener that heard the datagrams can ask.
    func take(_ heard: [(Heard, Peer)], at now: Tick) -> [Effect] {
        let effects = state.withLock { state in
            heard.flatMap { (heard, peer) -> [Effect] in
                switch heard {
                case .frame(let frame): return state.heard(frame, from: peer, at: now)
                case .ganglia(let message): return state.heard(message, from: peer, at: now)
                case .refused(let reason):
                    state.refused(reason, from: peer)
                    return []
                }
            }
        }
        return perform(effects)
    }

    func warn(_ message: String) { logger.warning("\(message)") }

    /// Builds the datagram of a question and lends it.
    func withQuestion(host: Bool, _ ids: [DefinitionID], _ send: (Span<UInt8>) -> Void) {
        let sequence = questions.wrappingAdd(1, ordering: .relaxed).oldValue
        var encoder = FrameEncoder(sender: identity, sequence: sequence)
        encoder.begin(tick: now.wall)
        encoder.appendAsk(host: host, ids)
        encoder.finish(delay: 0, send)
    }

    private func perform(_ effects: [Effect]) -> [Effect] {
        var rows: [Row] = []
        var questions: [Effect] = []
        var noticed: [RecordedEvent] = []
        for effect in effects {
            switch effect {
            case .store(let row): rows.append(row)
            case .ask, .askGanglia: questions.append(effect)
            case .resolve(let address):
                names.resolve(address) { [weak self] name in self?.resolved(address, to: name) }
            case .report(let event):
                report(event)
                noticed.append(RecordedEvent(event, at: now.wall))
            }
        }
        events.note(noticed)
        if !rows.isEmpty { archive.store(rows) }
        return questions
    }

    private func resolved(_ address: String, to name: HostName?) {
        let effects = state.withLock { $0.resolved(address, to: name, at: now) }
        _ = perform(effects)
    }

    private func report(_ event: Event) {
        switch event {
        case .new, .up, .left, .silent, .restarted, .clockRight: logger.info("\(event)")
        case .down, .rebooted, .reinstalled, .renamed, .conflict, .cloned, .clockWrong, .tooManySeries:
            logger.warning("\(event)")
        }
    }

    /// Lets time pass up to now, and does what follows; once started, it does so by itself about once a second.
    package func advance() { advance(to: now) }

    private func advance(to now: Tick) {
        let effects = state.withLock { $0.advance(to: now) }
        _ = perform(effects)
    }

    private func tickUntilStopped() {
        var savedAt = now.monotonic
        var forgotAt = savedAt
        while !isStopping {
            let now = now
            advance(to: now)
            if now.monotonic - forgotAt >= Self.forgetPeriod {
                forgotAt = now.monotonic
                forgetSilent(at: now)
            }
            if now.monotonic - savedAt >= Self.savePeriod {
                savedAt = now.monotonic
                save()
            }
            let rest = 1000 - Int(now.wall.milliseconds % 1000)
            _ = try? Wakeup.wait(for: [], waker: waker, timeoutMilliseconds: rest)
        }
    }

    private func forgetSilent(at now: Tick) {
        for host in state.withLock({ $0.forgetSilent(by: configuration.forget, at: now) }) {
            do {
                try archive.removeBlocking(host)
                logger.info("\(host): forgotten, and its history deleted, as it has been silent for so long")
            } catch {
                logger.warning("\(host): its history cannot be deleted: \(error)")
            }
        }
    }

    private static let forgetPeriod: UInt64 = 60_000_000_000
    private static let savePeriod: UInt64 = 10_000_000_000

    private func save() {
        let snapshot = state.withLock { Snapshot($0) }
        do {
            try stateFile.save(snapshot)
        } catch {
            logger.warning("\(stateFile.path): cannot be written: \(error.localizedDescription)")
        }
    }
}
