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
    ///   - log: Takes one line for people to read.
    package init(
        _ settings: Settings, delaysSending: Bool = true, log: @escaping (String) -> Void
    ) throws(AgentError) {
        let (id, problem) = AgentIdentity.load(from: settings.stateFolder)
        if let problem { log(problem) }
        let sender = Sender(id: id, start: .random(in: 1 ... .max))
        let name: HostName
        if let chosen = settings.hostName { name = chosen } else { name = try Self.kernelHostName() }
        let output: any AgentOutput
        switch settings.format {
        case .plexus:
            output = FrameOutput(
                HostAnnouncement(
                    cluster: settings.cluster, name: name, groups: settings.groups, tags: settings.tags,
                    interval: UInt32(settings.interval * 1000)),
                sender: sender, definitions: Catalogue.definitions)
        case .ganglia:
            output = GangliaOutput(
                sender: try Self.gangliaSender(settings, name), definitions: Catalogue.definitions,
                interval: settings.interval, startedAt: Clock.now().wall)
        }
        let agent = Agent(Roots(proc: settings.proc, sys: settings.sys), output: output, log: log)
        let delay = delaysSending ? Schedule.delay(hash: id.high ^ id.low, interval: settings.interval) : 0
        self.init(agent, interval: settings.interval, delay: delay)
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
