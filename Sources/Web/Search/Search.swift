import Aggregator
import ClusterState
import Graphs
import MetricModel

/// Words that somebody looks for among the names there are.
struct Search {
    let words: Words

    static let limits = 1...100

    func json(in site: Site, limit: Int) -> JSON {
        let found = results(in: site)
        return [
            "query": .string(words.text),
            "total": JSON(found.count),
            "results": .array(
                found.prefix(limit).map { result in
                    [
                        "kind": .string(result.kind.rawValue), "name": .string(result.name),
                        "title": .string(result.title), "url": .string(result.url),
                    ]
                }),
        ]
    }

    /// Everything that fits, the best first.
    func results(in site: Site) -> [SearchResult] {
        (hosts(in: site) + groups(in: site) + graphs(in: site) + views(in: site) + metrics(in: site)
            + instances(in: site))
            .sorted(by: SearchResult.isBefore)
    }

    private func hosts(in site: Site) -> [SearchResult] {
        let hosts = site.aggregator.read { state in state.hosts.values.map { ($0.key, $0.address) } }
        return hosts.compactMap { key, address in
            // Whoever writes a slash means the cluster too; others would find all hosts of one.
            let names = words.text.contains("/") ? [key.name.text, key.description] : [key.name.text]
            return words.rank(names + [address]).map { rank in
                SearchResult(
                    kind: .host, name: key.name.text, title: key.description, page: Link.host(key), rank: rank,
                    host: key)
            }
        }
    }

    private func groups(in site: Site) -> [SearchResult] {
        site.aggregator.read { state in Array(state.groups.keys) }.compactMap { group in
            words.rank([group.text]).map { rank in
                SearchResult(kind: .group, name: group.text, title: group.text, page: Link.group(group), rank: rank)
            }
        }
    }

    private func graphs(in site: Site) -> [SearchResult] {
        site.catalogue.definitions.compactMap { graph in
            words.rank([graph.name.text, graph.title]).map { rank in
                let isCompared = graph.comparesHosts
                return SearchResult(
                    kind: .graph, name: graph.name.text, title: graph.title,
                    page: isCompared ? Link.compare : graph.metric.map { Link.metric($0.description) } ?? Link.metrics,
                    query: isCompared ? [("graph", graph.name.text)] : [], rank: rank)
            }
        }
    }

    private func views(in site: Site) -> [SearchResult] {
        site.catalogue.views.compactMap { view in
            words.rank([view.name, view.title]).map { rank in
                SearchResult(
                    kind: .view, name: view.name, title: view.title, page: Link.view(view.name), rank: rank)
            }
        }
    }

    private func metrics(in site: Site) -> [SearchResult] {
        var seen: Set<String> = []
        return site.definitions.flatMap { definition in
            definition.fields.compactMap { field in
                let metric = definition.metricPattern(of: field)
                guard let rank = words.rank([metric, definition.flatPattern(of: field), field.title]),
                    seen.insert(metric).inserted
                else { return nil }
                return SearchResult(
                    kind: .metric, name: metric, title: field.title, page: Link.metric(metric), rank: rank)
            }
        }
    }

    /// Disks, interfaces, mount points and whatever else hosts have several of.
    private func instances(in site: Site) -> [SearchResult] {
        var ranks: [Host.SeriesName: Int?] = [:]
        return site.instances { series in
            if let known = ranks[series] { return known != nil }
            let names = series.instance.map { [$0.text, series.description] } ?? []
            let rank = names.isEmpty ? nil : words.rank(names)
            ranks[series] = .some(rank)
            return rank != nil
        }.compactMap { found in
            guard let rank = ranks[found.series] ?? nil, let instance = found.series.instance else { return nil }
            let place = found.hosts == 1 ? "on \(found.host)" : "on \(found.hosts) hosts"
            return SearchResult(
                kind: .instance, name: found.series.description, title: "\(found.title) \(instance) \(place)",
                page: found.hosts == 1 ? Link.host(found.host) : Link.metric(found.metric.description), rank: rank,
                host: found.host)
        }
    }
}

extension GraphDefinition {
    /// The first metric that it draws; nil if there is none.
    fileprivate var metric: MetricName? { series.lazy.flatMap(\.value.metrics).first }
}
