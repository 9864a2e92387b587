import Archive
import Foundation
import MetricModel

/// What a graph draws of its subject, before any number is known.
struct GraphPlan {
    var lines: [GraphLine] = []
    var title: GraphTitle
    var unit: MetricModel.Unit
    var limits: AxisLimits
    var notes: [String] = []
    /// The earlier time that is drawn beside.
    var previous: PreviousPeriod?
    /// Why nothing can be drawn, whatever numbers there are.
    var refusal: String?

    let request: GraphRequest
    let layout: ArchiveLayout

    var definition: GraphDefinition { request.definition }
    var options: GraphOptions { request.options }

    /// - `chosen`: of hosts whose metrics a pattern chose, these metrics.
    init(_ request: GraphRequest, layout: ArchiveLayout, chosen: [ChosenMetric] = []) {
        self.request = request
        self.layout = layout
        let definition = request.definition
        unit = definition.unit
        limits = definition.limits
        title = GraphTitle(what: definition.title, whose: "of \(request.subject.name)")
        guard definition.contexts.contains(request.subject.context) else {
            let places = GraphContext.allCases.filter(definition.contexts.contains).map(\.words)
            refusal = "\(definition.title) is drawn of \(places.joined(separator: " and ")) only"
            return
        }
        switch request.subject {
        case .host(let host): add(host)
        case .group(let group, let members): add(group, members: Set(members).sorted(by: Self.naturally))
        case .comparison: addComparison(of: request.subject.leaves)
        case .hosts(let selection): add(selection, chosen)
        }
        finish()
    }

    private mutating func finish() {
        if let normalisation = options.normalisation, refusal == nil {
            if canNormalise {
                title.details += ", \(normalisation.words)"
                limits = AxisLimits(low: limits.low)
            } else {
                notes.append("\(unit == .percent ? "percent" : "this") cannot be told \(normalisation.words)")
            }
        }
        if definition.isShare {
            unit = .percent
            limits = AxisLimits(low: 0, high: 100)
        }
        limits = AxisLimits(low: options.limits.low ?? limits.low, high: options.limits.high ?? limits.high)
        if !definition.hasPeaks || !options.hasPeaks {
            for index in lines.indices { lines[index].hasPeaks = false }
        }
        addPrevious()
        // Layers first, from the ground up; a line among them would be taken for a layer's ground.
        func rank(_ line: GraphLine) -> Int { line.draw == .band ? 0 : line.draw == .stack ? 1 : 2 }
        lines = ((0...2).flatMap { place in lines.filter { rank($0) == place } }).colored
    }

    /// Percents are of a host's own size as they are.
    var canNormalise: Bool { unit != .percent && !definition.isShare }

    /// With numbers by their value: web2 before web10.
    static func naturally(_ left: some CustomStringConvertible, _ right: some CustomStringConvertible) -> Bool {
        NaturalOrder.precedes(left.description, right.description)
    }
}

extension GraphContext {
    fileprivate var words: String {
        switch self {
        case .host: "hosts"
        case .group: "groups"
        case .all: "all hosts together"
        }
    }
}

extension [GraphLine] {
    /// The lines, those of instances in the palette's colours.
    var colored: [GraphLine] {
        var next = 0
        return map { line in
            guard line.instance != nil else { return line }
            defer { next += 1 }
            var line = line
            line.color = Palette.shade(next)
            return line
        }
    }
}
