import Graphs
import MetricModel

/// Which sections of a page are drawn: `open=network,disks`, or `open=all`.
enum SectionChoice: Equatable {
    /// As many as leave the page light.
    case usual
    case all
    /// By their ids.
    case only(Set<String>)

    /// What a page has at most.
    static let maximumGraphs = 40
    /// What it has unless more are asked for.
    private static let usualGraphs = 28
    /// So many series of hosts are read for a page as it opens: some 40 µs each.
    private static let usualSeries = 800

    /// - `text`: of an address; nil for the usual.
    /// - `known`: the sections that any host's page could have.
    init(_ text: String?, among known: [GraphSection]) throws(WebError) {
        switch text {
        case nil, "": self = .usual
        case "all": self = .all
        case let text?:
            let ids = text.split(separator: ",").map { $0.lowercased() }
            if let stranger = ids.first(where: { id in !known.contains { $0.id == id } }) {
                let nearest = Spelling.nearest(to: stranger, among: known.map(\.id))
                let example = nearest ?? known.first?.id ?? "all"
                throw .badRequest(
                    "open: expected sections, found \"\(stranger.prefix(40))\"", hint: "try open=\(example)")
            }
            self = .only(Set(ids))
        }
    }

    /// As an address has it.
    var query: [(String, String)] {
        switch self {
        case .usual: []
        case .all: [("open", "all")]
        case .only(let ids): [("open", ids.sorted().joined(separator: ","))]
        }
    }

    /// How many graphs of each section are drawn.
    ///
    /// - `sizes`: how many each has, by its id, in the order of the page.
    /// - `others`: how many graphs the page has beside.
    /// - `hosts`: of how many hosts each graph is made: the more, the fewer are drawn that nobody has asked for.
    func counts(of sizes: [(id: String, graphs: Int)], beside others: Int, hosts: Int = 1) -> [Int] {
        let usual = min(Self.usualGraphs, Self.usualSeries / max(1, hosts))
        var room = (self == .usual ? usual : Self.maximumGraphs) - others
        return sizes.map { id, graphs in
            let drawn =
                switch self {
                case .usual: graphs <= room ? graphs : 0
                case .all: min(graphs, room)
                case .only(let ids): ids.contains(id) ? min(graphs, room) : 0
                }
            room -= max(0, drawn)
            return max(0, drawn)
        }
    }
}
