import Archive
import MetricModel

extension GraphData {
    /// At most so many instances are drawn: the busiest.
    package static let maximumInstances = 12

    /// How many notes tell of files and columns that are missing or broken.
    private static let maximumComplaints = 3

    /// Fetches what the graph needs, each series once, and computes what it shows.
    ///
    /// Series of metrics that do not exist are left out, as are those of files that cannot be read; notes say so. Throws
    /// ``ArchiveError`` where the archive cannot be asked at all: it is closed, or the range has no second in it.
    package static func load(_ request: GraphRequest, from source: some GraphSource) async throws -> GraphData {
        var plan = GraphPlan(request) { source.layout.instances(of: $0, host: $1) }
        let table = try await FetchedTable(plan, request, from: source)
        var grid = TimeGrid(from: request.time.from, to: request.time.to, step: step(of: table, request))
        var evaluated = plan.lines.compactMap { line in
            table.values(of: line, on: grid).map { (line: line, values: $0) }
        }
        // The row that is still being made is no gap.
        if grid.end > request.time.to, grid.count > 1, evaluated.allSatisfy({ $0.values.last?.isNaN ?? true }) {
            grid = grid.shortened
            for index in evaluated.indices { evaluated[index].values.removeLast() }
        }
        keepBusiest(&evaluated, &plan.notes)
        let values = evaluated.count * grid.count
        let known = evaluated.reduce(0) { $0 + $1.values.count { !$0.isNaN } }
        let isMeasured = evaluated.contains { !$0.line.value.metrics.isEmpty && $0.values.contains { !$0.isNaN } }
        let isTooCoarse = isMeasured ? false : await table.hasFinerRows(thanStep: grid.step, request, from: source)
        let complaints = table.complaints
        plan.notes += complaints.prefix(maximumComplaints)
        if complaints.count > maximumComplaints { plan.notes.append("\(complaints.count - maximumComplaints) more") }
        return GraphData(
            request: request, title: plan.title, unit: plan.unit, limits: plan.limits, start: grid.start, end: grid.end,
            step: grid.step, consolidation: table.consolidation,
            known: isMeasured && values > 0 ? Double(known) / Double(values) : 0, notes: plan.notes,
            emptiness: isMeasured ? nil : emptiness(request, missingStep: isTooCoarse ? grid.step : nil),
            series: evaluated.map {
                GraphSeries(
                    label: $0.line.label, metric: $0.line.value.text, draw: $0.line.draw, color: $0.line.color,
                    values: $0.values)
            })
    }

    /// Archives are at most ten times finer than the next one; a file that is young has its finest rows alone, and could
    /// be asked for years of them.
    private static let maximumRowsPerPixel = 16

    private static func step(of table: FetchedTable, _ request: GraphRequest) -> Int {
        guard let step = table.step else { return request.time.secondsPerPixel(request.size) }
        let most = maximumRowsPerPixel * request.size.width
        let rows = (request.time.to - request.time.from) / step
        return step * max(1, (rows + most - 1) / most)
    }

    /// - `missingStep`: the seconds of a row where only finer rows are there; nil if none are.
    private static func emptiness(_ request: GraphRequest, missingStep: Int?) -> String {
        let title = request.definition.title
        let what: String
        switch request.subject {
        case .host(let host):
            what = "\(title) on \(host.name)"
        case .group(let group, _):
            guard !request.definition.group.series.isEmpty else { return "\(title) is drawn of hosts only" }
            what = "\(title) of \(group)"
        }
        guard let missingStep else { return "no data for \(what) in this range" }
        return "no \(rowName(missingStep)) rows of \(what) yet: choose a shorter range"
    }

    /// Seconds as an adjective, in the largest unit that divides them: `1-day`.
    private static func rowName(_ seconds: Int) -> String {
        for (unit, name) in [(86_400, "day"), (3600, "hour"), (60, "minute")] where seconds % unit == 0 {
            return "\(seconds / unit)-\(name)"
        }
        return "\(seconds)-second"
    }

    /// Leaves out the instances with the lowest means, where there are more than can be told apart.
    private static func keepBusiest(
        _ lines: inout [(line: GraphPlan.Line, values: [Double])], _ notes: inout [String]
    ) {
        var order: [InstanceName] = []
        var weights: [InstanceName: Double] = [:]
        for (line, values) in lines {
            guard let instance = line.instance else { continue }
            if weights[instance] == nil { order.append(instance) }
            let known = values.filter { !$0.isNaN }
            weights[instance, default: 0] += known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
        }
        guard order.count > maximumInstances else { return }
        let ranked = order.enumerated().sorted {
            let (left, right) = (weights[$0.element, default: 0], weights[$1.element, default: 0])
            return left == right ? $0.offset < $1.offset : left > right
        }
        let kept = Set(ranked.prefix(maximumInstances).map(\.element))
        lines.removeAll { entry in entry.line.instance.map { !kept.contains($0) } ?? false }
        let colored = lines.map(\.line).colored
        lines = zip(colored, lines).map { (line: $0, values: $1.values) }
        notes.append("the busiest \(maximumInstances) of \(order.count)")
    }
}
