import Graphs
import MetricModel

/// The graphs that a host's page begins with: why it is loaded.
enum Headline {
    /// For each place the graphs that can stand there, of which the first is taken that the host has something for.
    private static let choices = [
        ["load-now", "load"], ["cpu"], ["memory"], ["disk-latency", "disk"], ["network"],
    ]

    /// More disks than this are not told apart at a glance.
    private static let busiest = 3

    /// - `definitions`: those that can be drawn of the host.
    static func graphs(among definitions: [GraphDefinition]) -> [GraphDefinition] {
        graphs(choices, among: definitions)
    }

    /// What tells how a group as a whole is doing.
    private static let ofGroup = [
        ["load"], ["cpu"], ["memory"], ["disk-latency", "disk"], ["filesystem"], ["network"],
    ]

    /// - `definitions`: those that can be drawn of the group.
    static func graphs(ofGroup definitions: [GraphDefinition]) -> [GraphDefinition] {
        graphs(ofGroup, among: definitions)
    }

    private static func graphs(_ choices: [[String]], among definitions: [GraphDefinition]) -> [GraphDefinition] {
        choices.compactMap { names in
            names.lazy.compactMap { name in definitions.first { $0.name.text == name } }.first
        }
    }

    /// With the same hours of a day or a week before, unless the reader wants it otherwise.
    static func options(_ wanted: GraphOptions, for definition: GraphDefinition, over range: PageRange) -> GraphOptions
    {
        var options = wanted
        if options.previous == nil {
            options.previous = range.comparedPeriod.flatMap { PreviousChoice(rawValue: $0.rawValue) }
        }
        if definition.isOfInstances { options.busiest = busiest }
        return options
    }
}
