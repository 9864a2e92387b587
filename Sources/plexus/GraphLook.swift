import ArgumentParser

/// How a graph is drawn otherwise than its definition says.
struct GraphLook: ParsableArguments {
    @Option(help: "Draw the day or the week before beside it: none, day or week.") var previous: String?
    @Option(help: "Whether to tell the highest values beside means: on or off.") var peaks: String?
    @Option(help: "Of a graph of disks, interfaces and the like, draw this one.") var instance: String?
    @Option(help: "Of such a graph, draw so many of the busiest: 1 to 12.") var busiest: String?
    @Option(help: "Divide by the size of hosts: core or gib.") var per: String?
    @Option(help: "Draw a group as totals, hosts, top or spread.") var view: String?
    @Option(parsing: .unconditional, help: "Where the axis begins, in the graph's unit.") var low: String?
    @Option(parsing: .unconditional, help: "Where it ends.") var high: String?

    /// As the API takes them.
    var query: [(String, String)] {
        [
            ("previous", previous), ("peaks", peaks), ("instance", instance), ("busiest", busiest), ("per", per),
            ("view", view), ("low", low), ("high", high),
        ].compactMap { key, text in text.map { (key, $0) } }
    }
}
