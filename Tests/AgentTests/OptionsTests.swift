import Agent
import Collectors
import MetricModel
import Procfs
import Testing
import Transport

@Suite("The command line")
struct OptionsTests {
    @Test("without options sends to Ganglia's group every 15 s")
    func defaults() throws {
        let options = try Options(parsing: [])
        let settings = options.settings
        #expect(options.action == .run)
        #expect(settings.cluster.text == "default")
        #expect(settings.groups.isEmpty && settings.tags.isEmpty)
        #expect(settings.destinations.map(\.description) == ["239.2.11.71:8649"])
        #expect(settings.interface == nil && settings.hostName == nil)
        #expect(settings.timeToLive == 1)
        #expect(settings.interval == 15)
        #expect(settings.format == .plexus)
        #expect(settings.stateFolder == "/var/lib/plexus-agent")
        #expect(settings.proc.path == "/proc" && settings.sys.path == "/sys")
    }

    private static let everything = [
        ("--cluster", "prod"), ("--group", "web"), ("--group", "ウェブ群"), ("--tag", "rack=7"), ("--tag", "empty="),
        ("--tag", "sum=1=1"), ("--send", "10.0.0.5"), ("--send", "monitor.example.org:8700"), ("--send", "[::1]:9"),
        ("--interface", "eth1"), ("--ttl", "3"), ("--interval", "60"), ("--format", "ganglia"),
        ("--host-name", "web1"), ("--state", "/tmp/state"), ("--proc", "/host/proc/"), ("--sys", "/host/sys"),
        ("--enable", "disk,cpu"), ("--disable", "network"), ("--disable", "paging"),
    ]

    @Test(
        "takes every option, the value behind it or attached",
        arguments: [
            everything.flatMap { [$0.0, $0.1] }, everything.map { "\($0.0)=\($0.1)" },
        ])
    func all(arguments: [String]) throws {
        let settings = try Options(parsing: arguments).settings
        #expect(settings.cluster.text == "prod")
        #expect(settings.groups.map(\.text) == ["web", "ウェブ群"])
        #expect(settings.tags == ["rack": "7", "empty": "", "sum": "1=1"])
        #expect(
            settings.destinations.map(\.description) == ["10.0.0.5:8649", "monitor.example.org:8700", "[::1]:9"])
        #expect(settings.subjects.enabled.map(\.text).sorted() == ["cpu", "disk"])
        #expect(settings.subjects.disabled.map(\.text).sorted() == ["network", "paging"])
        #expect(settings.interface == "eth1")
        #expect(settings.timeToLive == 3)
        #expect(settings.interval == 60)
        #expect(settings.format == .ganglia)
        #expect(settings.hostName?.text == "web1")
        #expect(settings.stateFolder == "/tmp/state")
        #expect(settings.proc.path == "/host/proc" && settings.sys.path == "/host/sys")
    }

    @Test(
        "chooses what to do",
        arguments: [
            (["--once"], .once, .table), (["--list"], .list, .table), (["--list", "--json"], .list, .json),
            (["--list", "--markdown"], .list, .markdown),
            (["--help"], .help, .table), (["-h"], .help, .table), (["--version"], .version, .table),
            (["--interval", "1", "--once"], .once, .table),
        ] as [([String], Options.Action, Options.ListFormat)])
    func actions(arguments: [String], action: Options.Action, format: Options.ListFormat) throws {
        let options = try Options(parsing: arguments)
        #expect(options.action == action)
        #expect(options.listFormat == format)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            (["--cluster"], "--cluster needs a value"),
            (["--interval=15", "--send"], "--send needs a value"),
            (["--cluster", "a/b"], #"--cluster: expected 1 to 180 bytes without "/" or a leading dot, found "a/b""#),
            (["--cluster="], #"--cluster: expected 1 to 180 bytes without "/" or a leading dot, found """#),
            (["--group", ".."], #"--group: expected 1 to 180 bytes without "/" or a leading dot, found "..""#),
            (["--host-name", ".h"], #"--host-name: expected 1 to 180 bytes without "/" or a leading dot, found ".h""#),
            (["--tag", "rack"], #"--tag: expected KEY=VALUE, found "rack""#),
            (["--tag", "=7"], #"--tag: expected KEY=VALUE, found "=7""#),
            (["--interval", "0"], #"--interval: expected a whole number from 1 to 3600, found "0""#),
            (["--interval", "3601"], #"--interval: expected a whole number from 1 to 3600, found "3601""#),
            (["--interval", "1.5"], #"--interval: expected a whole number from 1 to 3600, found "1.5""#),
            (["--interval", ""], #"--interval: expected a whole number from 1 to 3600, found """#),
            (["--ttl", "256"], #"--ttl: expected a whole number from 0 to 255, found "256""#),
            (["--ttl=-1"], #"--ttl: expected a whole number from 0 to 255, found "-1""#),
            (["--format", "xml"], #"--format: expected plexus or ganglia, found "xml""#),
            (["--state="], #"--state: expected a folder, found """#),
            (["--proc", ""], #"--proc: expected a folder, found """#),
            (["--sys", ""], #"--sys: expected a folder, found """#),
            (["--once=1"], "--once takes no value"),
            (["--json=1"], "--json takes no value"),
            (["prod"], "unknown option prod; try --help"),
            (["-x"], "unknown option -x; try --help"),
            (["--"], "unknown option --; try --help"),
            (["--nonsense=1"], "unknown option --nonsense=1; try --help"),
            (["--interv=5"], "unknown option --interv=5 (did you mean --interval?); try --help"),
            (["--disable", "disc"], "--disable: there is no subject \"disc\" (did you mean disk?); --list shows them"),
            (["--groups", "web"], "unknown option --groups (did you mean --group?); try --help"),
            (["--hostname", "web"], "unknown option --hostname (did you mean --host-name?); try --help"),
            (["--clutser", "web"], "unknown option --clutser (did you mean --cluster?); try --help"),
            (["--host", "web"], "unknown option --host (did you mean --host-name?); try --help"),
        ])
    func errors(arguments: [String], message: String) {
        let error = #expect(throws: AgentError.self) { try Options(parsing: arguments) }
        #expect(error == .usage(message))
        #expect(error?.description == message)
    }

    @Test("says of an address what is wrong with it", arguments: ["", "10.0.0.5:99999", "[::1", "a b"])
    func addresses(text: String) {
        let error = #expect(throws: AgentError.self) { try Options(parsing: ["--send", text]) }
        #expect(error?.description.hasPrefix("--send: \(text.debugDescription): expected ") == true)
    }

    @Test("is explained by the help, option by option")
    func help() {
        let flags = Set(Self.everything.map(\.0)).union([
            "--once", "--list", "--json", "--markdown", "--version", "--help",
        ])
        for flag in flags { #expect(Options.help.contains("  \(flag)"), "\(flag)") }
        #expect(Options.help.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
}
