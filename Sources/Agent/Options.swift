import Collectors
import Inputs
import MetricModel
import Procfs
import Transport

/// The agent's command line.
///
/// A few lines of our own: the usual parser needs Foundation, which weighs more than the agent.
package struct Options: Sendable {
    package enum Action: Sendable, Equatable {
        case run, once, list, help, version
        /// So many ticks one after another, for `scripts/bench agent`; not in the help.
        case bench(ticks: Int)
    }

    package var settings = Settings()
    package var action = Action.run
    package var listFormat = ListFormat.table

    /// How `--list` prints.
    package enum ListFormat: Sendable, Equatable {
        case table, json, markdown
    }

    /// Parses what follows the program's name.
    package init(parsing arguments: some Collection<String>) throws(AgentError) {
        var sends: [Endpoint] = []
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            let (flag, attached) = Self.split(argument)
            if let action = Self.actions[flag] {
                guard attached == nil else { throw .usage("\(flag) takes no value") }
                self.action = action
                continue
            }
            if let format = Self.listFormats[flag] {
                guard attached == nil else { throw .usage("\(flag) takes no value") }
                listFormat = format
                continue
            }
            if flag == "--bench-ticks" {
                action = .bench(
                    ticks: try Self.number(attached ?? rest.popFirst() ?? "", "--bench-ticks", in: 1...1_000_000))
                continue
            }
            guard let apply = Self.values[flag] else {
                throw .usage("unknown option \(argument)\(Self.suggestion(for: flag)); try --help")
            }
            guard let value = attached ?? rest.popFirst() else { throw .usage("\(flag) needs a value") }
            if flag == "--send" { sends.append(try Self.endpoint(value)) } else { try apply(&settings, value) }
        }
        if !sends.isEmpty { settings.destinations = sends }
    }

    private static let actions: [String: Action] = [
        "--once": .once, "--list": .list, "--help": .help, "-h": .help, "--version": .version,
    ]

    private static let listFormats: [String: ListFormat] = ["--json": .json, "--markdown": .markdown]

    private typealias Apply = @Sendable (inout Settings, String) throws(AgentError) -> Void

    private static let values: [String: Apply] = [
        "--cluster": { (settings, value) throws(AgentError) in settings.cluster = try name(value, "--cluster") },
        "--group": { (settings, value) throws(AgentError) in settings.groups.append(try name(value, "--group")) },
        "--tag": { (settings, value) throws(AgentError) in
            guard let equals = value.firstIndex(of: "="), equals != value.startIndex else {
                throw .usage("--tag: expected KEY=VALUE, found \"\(value)\"")
            }
            settings.tags[String(value[..<equals])] = String(value[value.index(after: equals)...])
        },
        "--send": { (_, _) throws(AgentError) in },
        "--interface": { (settings, value) throws(AgentError) in settings.interface = value },
        "--ttl": { (settings, value) throws(AgentError) in
            settings.timeToLive = UInt8(try number(value, "--ttl", in: 0...255))
        },
        "--interval": { (settings, value) throws(AgentError) in
            settings.interval = try number(value, "--interval", in: 1...3600)
        },
        "--format": { (settings, value) throws(AgentError) in
            guard let format = Settings.Format(rawValue: value) else {
                throw .usage("--format: expected plexus or ganglia, found \"\(value)\"")
            }
            settings.format = format
        },
        "--host-name": { (settings, value) throws(AgentError) in settings.hostName = try name(value, "--host-name") },
        "--enable": { (settings, value) throws(AgentError) in
            settings.subjects.enabled.formUnion(try subjects(value, "--enable"))
        },
        "--disable": { (settings, value) throws(AgentError) in
            settings.subjects.disabled.formUnion(try subjects(value, "--disable"))
        },
        "--text-dir": { (settings, value) throws(AgentError) in
            settings.inputs.text = try folder(value, "--text-dir")
        },
        "--script-dir": { (settings, value) throws(AgentError) in
            settings.inputs.scripts = try folder(value, "--script-dir")
        },
        "--plugin-dir": { (settings, value) throws(AgentError) in
            settings.inputs.plugins = try folder(value, "--plugin-dir")
        },
        "--state": { (settings, value) throws(AgentError) in settings.stateFolder = try folder(value, "--state") },
        "--proc": { (settings, value) throws(AgentError) in settings.proc = ProcRoot(try folder(value, "--proc")) },
        "--sys": { (settings, value) throws(AgentError) in settings.sys = SysRoot(try folder(value, "--sys")) },
    ]

    private static func split(_ argument: String) -> (flag: String, value: String?) {
        guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else { return (argument, nil) }
        return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
    }

    private static func name<T: Name>(_ value: String, _ flag: String) throws(AgentError) -> T {
        guard let name = T(value) else {
            throw .usage("\(flag): expected 1 to \(T.limit) bytes without \"/\" or a leading dot, found \"\(value)\"")
        }
        return name
    }

    private static func subjects(_ value: String, _ flag: String) throws(AgentError) -> [SubjectName] {
        var subjects: [SubjectName] = []
        for word in value.split(separator: ",") {
            guard let subject = Catalogue.subjects.first(where: { $0.text == word }) else {
                let near = Spelling.nearest(to: String(word), among: Catalogue.subjects.map(\.text))
                throw .usage(
                    "\(flag): there is no subject \"\(word)\"\(near.map { " (did you mean \($0)?)" } ?? "")"
                        + "; --list shows them")
            }
            subjects.append(subject)
        }
        return subjects
    }

    private static func folder(_ value: String, _ flag: String) throws(AgentError) -> String {
        guard !value.isEmpty else { throw .usage("\(flag): expected a folder, found \"\"") }
        return value
    }

    private static func number(
        _ value: String, _ flag: String, in range: ClosedRange<Int>
    ) throws(AgentError) -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw .usage(
                "\(flag): expected a whole number from \(range.lowerBound) to \(range.upperBound), found \"\(value)\"")
        }
        return number
    }

    private static func endpoint(_ value: String) throws(AgentError) -> Endpoint {
        do {
            return try Endpoint(parsing: value)
        } catch {
            throw .usage("--send: \(error)")
        }
    }

    /// The option that was probably meant: one that begins the same way, else the one spelt most alike.
    private static func suggestion(for flag: String) -> String {
        let known = (Array(actions.keys) + Array(values.keys) + Array(listFormats.keys)).filter { $0.hasPrefix("--") }
            .sorted()
        let close = known.first { $0.hasPrefix(flag) || flag.hasPrefix($0) } ?? Spelling.nearest(to: flag, among: known)
        guard flag.count > 3, let close else { return "" }
        return " (did you mean \(close)?)"
    }
}

extension Options {
    package static let help = """
        Reads this host's metrics from /proc and /sys once a second and sends them.

        USAGE: plexus-agent [OPTION]...

          --cluster NAME        the host's cluster (default)
          --group NAME          a group the host belongs to; may be given several times
          --tag KEY=VALUE       a tag for groups to choose hosts by; several times
          --send ADDR[:PORT]    where to send: a multicast group, an address or a name; several times
                                (239.2.11.71:8649)
          --interface IF        by which interface multicast leaves (the routing table's)
          --ttl N               how many routers multicast may pass, plus one (1)
          --interval SECONDS    how often to send, 1 to 3600 (15)
          --format FORMAT       plexus, or ganglia for gmond's protocol (plexus)
          --host-name NAME      the name to send under (this host's)
          --enable SUBJECT      measure a subject that is off by itself; with commas, or several times
          --disable SUBJECT     leave a subject out; with commas, or several times
          --text-dir DIR        report what files NAME.prom in this folder say
          --script-dir DIR      report what executables in this folder print in the Prometheus format
          --plugin-dir DIR      report what Nagios plug-ins in this folder say
          --state DIR           where the agent's id is kept (/var/lib/plexus-agent)
          --proc DIR            read this instead of /proc
          --sys DIR             read this instead of /sys
          --once                print every value once, a second apart from the start, and stop
          --list                print every metric with its unit and source, and stop
          --json                with --list: a JSON object a line
          --markdown            with --list: docs/metrics.md
          --version             print the version, and stop
          --help, -h            print this, and stop

        EXAMPLES
          plexus-agent                                   send to every aggregator on this network segment
          plexus-agent --cluster prod --group web        into a cluster and a group
          plexus-agent --send monitor.example.org        across routers, to one aggregator
          plexus-agent --once | grep load                what would be sent
          plexus-agent --format ganglia --send 10.0.0.5  to a gmond

        SIGTERM and SIGINT end it with a goodbye, so that the host is not taken for crashed.
        """
}
