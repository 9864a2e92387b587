import Graphs
import MetricModel

extension GangliaQuery {
    /// What one graph of several hosts is asked for by: patterns in `hreg[]`, or `hl=HOST|CLUSTER,…`; nil where neither is
    /// there.
    static func aggregate(_ query: QueryString) throws(WebError) -> Aggregate? {
        let texts = (query.all("hreg[]") + query.all("hreg")).filter { !$0.isEmpty }
        let list = query["hl"] ?? ""
        guard !texts.isEmpty || !list.isEmpty else {
            guard ["", "0"].contains(query["aggregate"] ?? "") else {
                throw .badRequest(
                    "aggregate: expected hosts, by pattern in hreg[] or listed in hl",
                    hint: "try aggregate=1&hreg[]=^web&mreg[]=load_one")
            }
            return nil
        }
        let type = query["gtype"] ?? ""
        guard let draw = ["": ItemDraw.line, "line": .line, "stack": .stack, "percent": .share][type] else {
            throw .badRequest(
                "gtype: expected line, stack or percent, found \"\(type.prefix(40))\"", hint: "try gtype=stack")
        }
        // Ganglia's lists have the cluster behind the host.
        let listed = list.split(separator: ",").prefix(GraphItem.maximumHosts).map { entry in
            let parts = entry.split(separator: "|", maxSplits: 1)
            return parts.count == 2 ? "\(parts[1])/\(parts[0])" : String(entry)
        }
        return Aggregate(
            patterns: listed.isEmpty ? try patterns(texts, "hreg[]") : [], listed: listed, draw: draw,
            hasTotal: query["show_total"] == "1")
    }

    /// What is drawn: of one host or cluster, or of several hosts.
    static func drawn(_ query: QueryString, isAggregate: Bool) throws(WebError) -> Drawn {
        func value(_ key: String) -> String? { query[key].flatMap { $0.isEmpty ? nil : $0 } }
        let texts = (query.all("mreg[]") + query.all("mreg")).filter { !$0.isEmpty }
        if isAggregate, !texts.isEmpty { return .metrics(try patterns(texts, "mreg[]")) }
        switch (value("m"), value("g")) {
        // Ganglia takes a metric that is called so for a report.
        case (let metric?, nil): return metric.hasSuffix("_report") ? .report(metric) : .metric(metric)
        case (let metric?, "metric"?): return .metric(metric)
        case (_, let report?): return .report(report)
        case (nil, nil):
            throw .badRequest("expected m, a metric, or g, a report", hint: "try graph.php?h=HOST&m=load_one")
        }
    }

    private static func patterns(_ texts: [String], _ key: String) throws(WebError) -> [NamePattern] {
        guard texts.count <= GraphItem.maximumPatterns else {
            throw .badRequest(
                "\(key): expected at most \(GraphItem.maximumPatterns) patterns, found \(texts.count)",
                hint: "use | for either: \(key)=^(web|db)")
        }
        var patterns: [NamePattern] = []
        for text in texts {
            do {
                patterns.append(try NamePattern(regex: text))
            } catch {
                throw .badRequest("\(key): \(error)", hint: "try \(key)=^web[0-9]+$")
            }
        }
        return patterns
    }
}

extension Site {
    /// The hosts of an aggregate graph, each once, up or not.
    ///
    /// - `cluster`: only those of this one; nil for any.
    func hosts(of aggregate: GangliaQuery.Aggregate, in cluster: String?) throws(WebError) -> [HostKey] {
        var hosts: Set<HostKey> = []
        for text in aggregate.listed { hosts.insert(try key(written: text)) }
        if aggregate.listed.isEmpty {
            hosts = Set(
                everyHost.filter { host in
                    (cluster == nil || cluster == host.cluster.text)
                        && aggregate.patterns.contains { $0.matches(host.name.text) }
                })
        }
        guard !hosts.isEmpty else {
            throw .notFound("no host fits hreg[]", hint: "/api/v1/hosts lists them")
        }
        guard hosts.count <= GraphItem.maximumHosts else {
            throw .badRequest(
                "expected at most \(GraphItem.maximumHosts) hosts, found \(hosts.count)", hint: "name fewer in hreg[]")
        }
        return Array(hosts)
    }
}
