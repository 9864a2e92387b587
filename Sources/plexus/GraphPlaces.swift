import ArgumentParser

/// Of whom a graph is drawn, and what becomes of their values.
struct GraphPlaces: ParsableArguments {
    @Option(help: "Draw this host: NAME where it is unique, else CLUSTER/NAME; several are compared.")
    var host: [String] = []
    @Option(help: "Draw this group; several are compared.") var group: [String] = []
    @Option(help: "Draw the hosts whose NAME or CLUSTER/NAME fits: \"web[1-4]*\", \"{db,web}?\", \"prod/*\".")
    var hosts: [String] = []
    @Option(help: "Instead of a graph, draw the metrics that fit: load.one, \"disk@*.reads\".")
    var metrics: [String] = []
    @Option(help: "What the hosts' values become: sum, mean, max, count, or a percentile as p95.") var across: String?
    @Option(help: "Draw metrics as line, stack or share.") var draw: String?

    /// As the API takes them.
    var query: [(String, String)] {
        host.map { ("host", $0) } + group.map { ("group", $0) } + hosts.map { ("hosts", $0) }
            + metrics.map { ("metrics", $0) }
            + [("across", across), ("draw", draw)].compactMap { key, text in text.map { (key, $0) } }
    }
}
