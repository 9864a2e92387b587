import Aggregator
import ClusterState
import Foundation
import Graphs
import MetricModel

/// Words that somebody looks for among the names there are.
struct Search {
    let words: Words

    static let limits = 1...100

    private struct Result {
        let kind: String
        let name: String
        let title: String
        let url: String
        let rank: Int
        /// Among equals: hosts before groups, graphs and metrics.
        let order: Int
    }

    func json(in site: Site, limit: Int) -> JSON {
        let found = results(in: site).sorted {
            ($0.rank, $0.order, $0.name.count, $0.name) < ($1.rank, $1.order, $1.name.count, $1.name)
        }
        return [
            "query": .string(words.text),
            "total": JSON(found.count),
            "results": .array(
                found.prefix(limit).map { result in
                    [
                        "kind": .string(result.kind), "name": .string(result.name), "title": .string(result.title),
                        "url": .string(result.url),
                    ]
                }),
        ]
    }

    private func results(in site: Site) -> [Result] {
        let (hosts, groups) = site.aggregator.read { state in
            (state.hosts.values.map { ($0.key, $0.address) }, Array(state.groups.keys))
        }
        var results: [Result] = []
        for (key, address) in hosts {
            // Whoever writes a slash means the cluster too; others would find all hosts of one.
            let names = words.text.contains("/") ? [key.name.text, key.description] : [key.name.text]
            guard let rank = words.rank(names + [address]) else { continue }
            results.append(
                Result(
                    kind: "host", name: key.name.text, title: key.description, url: Link.host(key).action, rank: rank,
                    order: 0))
        }
        for group in groups {
            guard let rank = words.rank([group.text]) else { continue }
            results.append(
                Result(
                    kind: "group", name: group.text, title: group.text, url: Link.group(group).action, rank: rank,
                    order: 1))
        }
        for graph in site.catalogue.definitions {
            guard let rank = words.rank([graph.name.text, graph.title]) else { continue }
            results.append(
                Result(
                    kind: "graph", name: graph.name.text, title: graph.title,
                    url: Link.api("graphs", []), rank: rank, order: 2))
        }
        var seen: Set<String> = []
        for definition in site.definitions {
            for field in definition.fields {
                let metric = definition.metricPattern(of: field)
                guard let rank = words.rank([metric, definition.flatPattern(of: field), field.title]),
                    seen.insert(metric).inserted
                else { continue }
                results.append(
                    Result(
                        kind: "metric", name: metric, title: field.title,
                        url: Link.api("metrics", [("match", metric)]), rank: rank, order: 3))
            }
        }
        return results
    }
}
