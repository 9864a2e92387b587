import Agent
import CLinux
import Collectors
import Glibc
import MetricModel
import Transport

/// The bell that stops the agent: a signal handler can ring it.
enum Stop {
    static let waker = Result { () throws(TransportError) in try Waker() }
}

func say(_ line: String) {
    let bytes = Array("plexus-agent: \(line)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// Ends the program with one sentence: 64 for a wrong command line, 2 for anything else that keeps it from working.
func fail(_ error: any Error) -> Never {
    say("\(error)")
    if case AgentError.usage = error { exit(64) }
    exit(2)
}

func print(_ lines: [String]) {
    for line in lines { puts(line) }
}

func printOnce(_ settings: Settings) {
    let output = NoOutput()
    var agent = Agent(settings, output: output, log: say)
    agent.sample(at: Tick.now())
    usleep(1_000_000)
    var tick = Tick.now()
    // Scripts are given the time that they are given otherwise too.
    while !agent.hasAllInputs(at: tick) {
        agent.lookAtInputs(at: tick)
        usleep(100_000)
        tick = Tick.now()
    }
    agent.sample(at: tick, everything: true)
    let definitions = agent.definitions
    print(Listing.values(agent.values(at: tick), definitions))
}

/// Gives back what only starting, or only a seldom report, needed.
func tidy() {
    clinux_release_heap()
    clinux_release_image()
}

func run(_ settings: Settings) throws {
    raiseOpenFileLimit()
    let waker = try Stop.waker.get()
    let ring: @convention(c) (CInt) -> Void = { _ in try? Stop.waker.get().wake() }
    signal(SIGTERM, ring)
    signal(SIGINT, ring)
    signal(SIGPIPE, SIG_IGN)
    var outlet = try NetworkOutlet(
        to: settings.destinations, interface: settings.interface, timeToLive: settings.timeToLive, log: say)
    var loop = try AgentLoop(settings, tidy: { tidy() }, log: say)
    try loop.run(&outlet, until: waker)
}

do {
    let options = try Options(parsing: CommandLine.arguments.dropFirst())
    switch options.action {
    case .help: print([Options.help])
    case .version: print(["plexus-agent \(Version.text)"])
    case .list:
        switch options.listFormat {
        case .table: print(Listing.metrics(Catalogue.definitions))
        case .json: print(Listing.metricsJSON(Catalogue.definitions))
        case .markdown: print(Listing.metricsMarkdown(Catalogue.collectors))
        }
    case .once: printOnce(options.settings)
    case .bench(let ticks):
        var benchmark = try TickBenchmark(options.settings, log: say)
        print([benchmark.run(ticks)])
    case .run: try run(options.settings)
    }
} catch {
    fail(error)
}
