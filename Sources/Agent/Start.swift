import Collectors
import Glibc
package import MetricModel
import Procfs
import Transport
import Wire

extension AgentLoop {
    /// An agent as its settings describe it, ready to run.
    ///
    /// - Parameters:
    ///   - settings: What it shall do.
    ///   - delaysSending: Whether to spread the sending over the interval; false inside an aggregator.
    ///   - tidy: Called after the second interval has been sent, and then at most once in ten seconds.
    ///   - log: Takes one line for people to read.
    /// - Throws: ``AgentError/usage(_:)`` for what cannot be sent, ``AgentError/badHostName(_:)``.
    package init(
        _ settings: Settings, delaysSending: Bool = true, tidy: (() -> Void)? = nil,
        log: @escaping (String) -> Void
    ) throws(AgentError) {
        let (id, problem) = AgentIdentity.load(from: settings.stateFolder)
        if let problem { log(problem) }
        let sender = Sender(id: id, start: .random(in: 1 ... .max))
        let name: HostName
        if let chosen = settings.hostName { name = chosen } else { name = try Self.kernelHostName() }
        let output: any AgentOutput
        switch settings.format {
        case .plexus:
            let announcement = HostAnnouncement(
                cluster: settings.cluster, name: name, groups: settings.groups, tags: settings.tags,
                interval: UInt32(settings.interval * 1000))
            try Self.checkLength(announcement, sender)
            output = FrameOutput(announcement, sender: sender, definitions: Catalogue.definitions)
        case .ganglia:
            output = GangliaOutput(
                sender: try Self.gangliaSender(settings, name), definitions: Catalogue.definitions,
                interval: settings.interval, startedAt: Tick.now().wall)
        }
        let agent = Agent(settings, output: output, log: log)
        let delay = delaysSending ? Schedule.delay(hash: id.high ^ id.low, interval: settings.interval) : 0
        self.init(agent, interval: settings.interval, delay: delay, tidy: tidy)
    }

    /// What is said of the host has to fit into one datagram.
    private static func checkLength(_ announcement: HostAnnouncement, _ sender: Sender) throws(AgentError) {
        var encoder = FrameEncoder(sender: sender)
        encoder.begin(tick: Timestamp(milliseconds: 0))
        encoder.append(announcement)
        var length = 0
        encoder.finish(delay: 0) { length = max(length, $0.count) }
        guard length <= Frame.limit else {
            throw .usage(
                "--group and --tag: expected what fits into \(Frame.limit) bytes with the names, found \(length) bytes")
        }
    }

    /// The name that the kernel has for this host.
    package static func kernelHostName() throws(AgentError) -> HostName {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { throw .badHostName("") }
        let text = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let name = HostName(text) else { throw .badHostName(text) }
        return name
    }

    /// A name of our own is sent as gmond's `override_hostname` is; else receivers look our address up.
    private static func gangliaSender(_ settings: Settings, _ name: HostName) throws(AgentError) -> GangliaSender {
        guard let chosen = settings.hostName else { return GangliaSender(hostName: name.text) }
        do {
            return try GangliaSender(address: chosen.text, name: chosen.text)
        } catch {
            throw .usage("--host-name: \(error)")
        }
    }
}
