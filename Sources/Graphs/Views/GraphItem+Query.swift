import MetricModel

extension GraphItem {
    /// The keys of a graph's description, the same in addresses and in views.
    package static let keys =
        ["graph", "metrics", "host", "group", "hosts", "across", "draw"] + GraphOptions.keys + ["title", "notes"]

    /// Reads a graph's description: `graph=load&group=web&group=db&per=core`, or `metrics=disk@*.reads&hosts=db*&across=max`.
    ///
    /// Keys that mean nothing here are passed over; an empty value is none, since forms send what was left empty.
    ///
    /// - `pairs`: keys and values in their order.
    package init(_ pairs: [(String, String)]) throws(GraphItemError) {
        let pairs = pairs.filter { !$0.1.isEmpty }
        func all(_ key: String) -> [String] { pairs.filter { $0.0 == key }.map(\.1) }
        func first(_ key: String) -> String? { pairs.first { $0.0 == key }?.1 }
        content = try Self.content(first("graph"), all("metrics"))
        places = try Self.places(pairs)
        if let text = first("across") {
            guard let combination = HostCombination(text) else {
                throw GraphItemError(key: "across", expected: HostCombination.expected, found: text)
            }
            self.combination = combination
        }
        if let text = first("draw") {
            guard let draw = ItemDraw(rawValue: text) else {
                let words = ItemDraw.allCases.map(\.rawValue).joined(separator: ", ")
                throw GraphItemError(key: "draw", expected: "one of \(words)", found: text)
            }
            self.draw = draw
        }
        do {
            options = try GraphOptions(reading: first)
        } catch {
            throw GraphItemError(key: error.key, expected: error.expected, found: error.found)
        }
        title = try Self.text("title", first("title"))
        notes = try Self.text("notes", first("notes"))
    }

    /// As ``init(_:)`` reads it; nil for a graph that only a view of Ganglia's has.
    package var pairs: [(String, String)]? {
        var pairs: [(String, String)] = []
        switch content {
        case .graph(let name): pairs.append(("graph", name.text))
        case .metrics(let patterns): pairs += patterns.map { ("metrics", $0.written) }
        case .own: return nil
        }
        pairs += places.map { ($0.key, $0.text) }
        if let combination { pairs.append(("across", combination.text)) }
        if let draw { pairs.append(("draw", draw.rawValue)) }
        pairs += options.pairs
        if let title { pairs.append(("title", title)) }
        if let notes { pairs.append(("notes", notes)) }
        return pairs
    }

    private static func content(_ graph: String?, _ metrics: [String]) throws(GraphItemError) -> Content {
        if let graph {
            guard metrics.isEmpty else {
                throw GraphItemError(key: "metrics", expected: "either a graph or metrics", found: "both")
            }
            guard let name = GraphName(graph) else {
                throw GraphItemError(key: "graph", expected: "a graph's name, as load", found: graph)
            }
            return .graph(name)
        }
        guard 1...maximumPatterns ~= metrics.count else {
            throw GraphItemError(
                key: metrics.isEmpty ? "graph" : "metrics",
                expected: metrics.isEmpty
                    ? "a graph, or metrics by pattern" : "at most \(maximumPatterns) patterns",
                found: metrics.isEmpty ? nil : "\(metrics.count)")
        }
        var patterns: [NamePattern] = []
        for text in metrics { patterns.append(try pattern("metrics", text)) }
        return .metrics(patterns)
    }

    /// Those of one kind stand together, the kinds in the order in which they begin: a view's file cannot say more.
    private static func places(_ pairs: [(String, String)]) throws(GraphItemError) -> [Place] {
        var kinds: [String] = []
        for (key, _) in pairs where ["host", "group", "hosts"].contains(key) && !kinds.contains(key) {
            kinds.append(key)
        }
        var places: [Place] = []
        for kind in kinds {
            for (key, text) in pairs where key == kind {
                let place = try Self.place(key, text)
                if !places.contains(place) { places.append(place) }
            }
        }
        guard 1...maximumPlaces ~= places.count else {
            throw GraphItemError(
                key: "group", expected: "1 to \(maximumPlaces) of host, group or hosts",
                found: places.isEmpty ? nil : "\(places.count)")
        }
        return places
    }

    private static func place(_ key: String, _ text: String) throws(GraphItemError) -> Place {
        switch key {
        case "group":
            guard let name = GroupName(text) else {
                throw GraphItemError(key: key, expected: "a group's name", found: text, isUnknown: true)
            }
            return .group(name)
        case "hosts": return .hosts(try pattern(key, text))
        default:
            let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let cluster = parts.count == 2 ? GroupName(parts[0]) : nil
            guard let name = parts.last.flatMap({ HostName($0) }), parts.count == 1 || cluster != nil else {
                throw GraphItemError(
                    key: key, expected: "a host as NAME or CLUSTER/NAME", found: text, isUnknown: true)
            }
            return .host(PinnedHost(name: name, cluster: cluster))
        }
    }

    private static func pattern(_ key: String, _ text: String) throws(GraphItemError) -> NamePattern {
        do {
            return try NamePattern(written: text)
        } catch {
            throw GraphItemError(
                key: key, expected: "a pattern; column \(error.column) should be \(error.expected)", found: text)
        }
    }

    private static func text(_ key: String, _ text: String?) throws(GraphItemError) -> String? {
        guard let text else { return nil }
        guard text.count <= longestText, text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else {
            throw GraphItemError(
                key: key, expected: "a line of at most \(longestText) characters", found: text)
        }
        return text
    }
}

extension GraphItem.Place {
    /// Under which key it stands.
    package var key: String {
        switch self {
        case .host: "host"
        case .group: "group"
        case .hosts: "hosts"
        }
    }

    /// What stands there.
    package var text: String {
        switch self {
        case .host(let host): host.cluster.map { "\($0)/\(host.name)" } ?? host.name.text
        case .group(let name): name.text
        case .hosts(let pattern): pattern.written
        }
    }
}
