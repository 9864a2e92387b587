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
        let chosen = try await ChosenMetric.choose(for: request.subject, from: source)
        var plan = GraphPlan(request, layout: source.layout, chosen: chosen.metrics)
        plan.notes += chosen.notes
        let table = try await FetchedTable(plan, from: source)
        let pixel = request.time.secondsPerPixel(request.size)
        var grid = TimeGrid(from: request.time.from, to: request.time.to, step: step(of: table, request))
        // Of many hosts, no more rows are computed than can be seen.
        if plan.lines.contains(where: \.isOfManyHosts) { grid = grid.coarsened(to: pixel) }
        var evaluated = evaluate(plan, table, grid)
        try await addPeaks(to: &evaluated, plan, grid, from: source)
        // The row that is still being made is no gap.
        let own = evaluated.filter { $0.line.shift == 0 && $0.line.role == .values }
        if grid.end > request.time.to, grid.count > 1, own.allSatisfy({ $0.values.last?.isNaN ?? true }) {
            grid = grid.shortened
            for index in evaluated.indices { evaluated[index].removeLastRow() }
        }
        // An earlier time of which nothing is known needs no line, and no mention.
        evaluated.removeAll { $0.line.shift > 0 && $0.values.allSatisfy(\.isNaN) }
        if let previous = plan.previous, evaluated.contains(where: { $0.line.shift > 0 }) {
            plan.title.aside = ", and the \(previous.rawValue) before (dashed)"
        }
        keepBusiest(&evaluated, &plan.notes, most: request.options.busiest ?? maximumInstances)
        addTotal(&evaluated, definition: request.definition, rows: grid.count)
        let told = evaluated.filter { $0.line.shift == 0 && $0.line.role == .values }
        let values = told.count * grid.count
        let known = told.reduce(0) { $0 + $1.values.count { !$0.isNaN } }
        let isMeasured = told.contains { !$0.line.value.metrics.isEmpty && $0.values.contains { !$0.isNaN } }
        let isTooCoarse =
            isMeasured || plan.refusal != nil
            ? false : await table.hasFinerRows(thanStep: grid.step, request, from: source)
        let complaints = table.complaints
        plan.notes += complaints.prefix(maximumComplaints)
        if complaints.count > maximumComplaints { plan.notes.append("\(complaints.count - maximumComplaints) more") }
        return GraphData(
            request: request, title: plan.title.text, heading: plan.title.heading, unit: plan.unit, limits: plan.limits,
            start: grid.start, end: grid.end,
            step: grid.step, consolidation: table.consolidation,
            known: isMeasured && values > 0 ? Double(known) / Double(values) : 0, notes: plan.notes,
            emptiness: isMeasured
                ? nil : plan.refusal ?? emptiness(request, missingStep: isTooCoarse ? grid.step : nil),
            series: evaluated.map(\.series))
    }

    private static func evaluate(_ plan: GraphPlan, _ table: FetchedTable, _ grid: TimeGrid) -> [EvaluatedLine] {
        let evaluation = Evaluation(table: table, grid: grid, time: plan.request.time)
        return plan.lines.flatMap { evaluation.lines(of: $0) }
    }

    /// The highest values of hosts that turned out to be among the largest: those of all others nobody will see.
    private static func addPeaks(
        to lines: inout [EvaluatedLine], _ plan: GraphPlan, _ grid: TimeGrid, from source: some GraphSource
    ) async throws {
        let wanting = lines.indices.filter { lines[$0].peakSource != nil }
        guard !wanting.isEmpty else { return }
        var plan = plan
        plan.lines = wanting.compactMap { index in
            lines[index].peakSource.map {
                var line = lines[index].line
                (line.place, line.value) = (.at(.host($0.host)), $0.value)
                return line
            }
        }
        let table = try await FetchedTable(plan, from: source)
        let evaluation = Evaluation(table: table, grid: grid, time: plan.request.time)
        for (index, line) in zip(wanting, plan.lines) {
            guard case .at(let origin) = line.place else { continue }
            lines[index].peaks = evaluation.peaks(of: line.value, at: origin, over: lines[index].values)
        }
    }

    /// Makes series their shares of all together, and adds the line of all together, where the definition wants it.
    private static func addTotal(_ lines: inout [EvaluatedLine], definition: GraphDefinition, rows: Int) {
        guard definition.isShare || definition.total != nil,
            let sum = lines.filter({ $0.line.isPart && $0.line.shift == 0 }).sum
        else { return }
        if definition.isShare {
            for index in lines.indices where lines[index].line.isPart {
                lines[index].values = zip(lines[index].values, sum).map { $1 > 0 ? 100 * $0 / $1 : .nan }
                lines[index].peaks = nil
            }
            lines.removeAll { !$0.line.isPart }
        } else if let label = definition.total, let first = lines.first(where: \.line.isPart) {
            var line = GraphLine(label: label, value: first.line.value, place: .together([]))
            line.isPart = false
            lines.append(EvaluatedLine(line: line, values: sum))
        }
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
        let what =
            switch request.subject {
            case .host(let host): "\(title) on \(host.name)"
            case .group, .comparison, .hosts: "\(title) of \(request.subject.name)"
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
    private static func keepBusiest(_ lines: inout [EvaluatedLine], _ notes: inout [String], most: Int) {
        var order: [InstanceName] = []
        var weights: [InstanceName: Double] = [:]
        for line in lines {
            guard let instance = line.line.instance else { continue }
            if weights[instance] == nil { order.append(instance) }
            weights[instance, default: 0] += line.weight
        }
        guard order.count > most else { return }
        let ranked = order.enumerated().sorted {
            let (left, right) = (weights[$0.element, default: 0], weights[$1.element, default: 0])
            return left == right ? $0.offset < $1.offset : left > right
        }
        let kept = Set(ranked.prefix(most).map(\.element))
        lines.removeAll { $0.line.instance.map { !kept.contains($0) } ?? false }
        for (index, line) in lines.map(\.line).colored.enumerated() { lines[index].line = line }
        notes.append("the busiest \(most) of \(order.count)")
    }
}

extension GraphLine {
    fileprivate var isOfManyHosts: Bool {
        if case .across(let hosts) = place { hosts.members.count > GroupDefinition.maximumHosts } else { false }
    }
}

extension EvaluatedLine {
    fileprivate mutating func removeLastRow() {
        values.removeLast()
        floor?.removeLast()
        peaks?.removeLast()
    }
}
