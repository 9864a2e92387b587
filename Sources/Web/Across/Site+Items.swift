import Aggregator
import ClusterState
package import Graphs
package import MetricModel

extension Site: HostDirectory {
    package var everyHost: [HostKey] { aggregator.read { Array($0.hosts.keys) } }

    package func members(of group: GroupName, over time: TimeRange) throws -> [HostKey] {
        try requireGroup(group)
        return subject(group, over: time).members
    }
}

extension Site {
    /// What an item's graph is, of whom, and when.
    func request(
        for item: GraphItem, over range: PageRange, size: GraphSize
    ) throws -> GraphRequest {
        GraphRequest(
            try definition(of: item), of: try item.subject(over: range.time, in: self), time: range.time, size: size,
            zone: range.zone, options: item.options)
    }

    func definition(of item: GraphItem) throws(WebError) -> GraphDefinition {
        switch item.content {
        case .graph(let name): try graph(name.text)
        case .metrics: .ofMetrics(isShare: item.draw == .share)
        case .own(let definition): definition
        }
    }
}

extension GraphItem {
    /// What an address describes.
    init(_ query: QueryString) throws(WebError) {
        try self.init(explaining: query.pairs.map { ($0.key, $0.value) })
    }

    /// What the keys and values of an address describe.
    init(explaining pairs: [(String, String)]) throws(WebError) {
        do {
            try self.init(pairs)
        } catch {
            throw WebError(error)
        }
    }

    /// What is drawn and of whom, in words.
    ///
    /// - `definition`: that of the graph; nil if there is none.
    func words(_ definition: GraphDefinition?) -> String {
        if let title { return title }
        let what =
            switch content {
            case .graph(let name): definition?.title ?? name.text
            case .metrics(let patterns): patterns.map(\.text).joined(separator: ", ")
            case .own(let definition): definition.title
            }
        let who = places.map(\.text).joined(separator: ", ")
        return combination.map { "\(what): \($0.words) \(who)" } ?? "\(what) of \(who)"
    }

    /// The graph as a picture or as data; nil for one that only a view of Ganglia's has.
    func address(_ suffix: String, _ range: PageRange, _ size: GraphSize) -> String? {
        guard let pairs else { return nil }
        let own = pairs.filter { !["title", "notes"].contains($0.0) }.map { ($0.0 == "graph" ? "name" : $0.0, $0.1) }
        let query = own + [("format", suffix), ("size", "\(size.width)x\(size.height)")] + range.pictureQuery
        if case .metrics = content { return Link.api("aggregate", query) }
        return Link.api("graph", query)
    }
}

extension WebError {
    init(_ error: GraphItemError) {
        let hint =
            switch error.key {
            case "host", "hosts", "group": "try group=NAME, host=CLUSTER/NAME or hosts=web*"
            case "metrics": "try metrics=load.one or metrics=disk@*.reads"
            case "graph": "try graph=load; /api/v1/graphs lists them"
            case "across": "try across=mean"
            default: "try previous=week&per=core"
            }
        self = error.isUnknown ? .notFound("\(error)", hint: hint) : .badRequest("\(error)", hint: hint)
    }
}
