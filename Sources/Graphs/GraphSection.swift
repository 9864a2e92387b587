/// What graphs stand under on a page: `File systems`.
package struct GraphSection: Sendable, Hashable {
    package let title: String

    /// The longest title, in characters.
    package static let limit = 40

    /// The section of those that name none; it stands last.
    package static let other = GraphSection(known: "Other")

    /// Those that the shipped graphs name.
    package static let shipped = [
        "Load and CPU", "Memory", "Disks", "File systems", "Network", "Protocols", "Processes",
        "Services and containers", "Sensors", "Graphics processors", "Limits",
    ].map(GraphSection.init(known:))

    private init(known title: String) { self.title = title }

    /// - Returns: nil for text that is longer than the limit or has no letter and no digit.
    package init?(_ title: String) {
        guard title.count <= Self.limit, title.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        self.title = title
    }

    /// As addresses and anchors name it, without a space: `file-systems`.
    package var id: String {
        title.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
    }

    package static func == (left: GraphSection, right: GraphSection) -> Bool { left.id == right.id }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension GraphSection {
    /// Graphs by their sections: each section where its first graph stands, and the graphs in their order.
    package static func groups(
        of definitions: [GraphDefinition]
    ) -> [(section: GraphSection, definitions: [GraphDefinition])] {
        var places: [GraphSection: Int] = [:]
        var groups: [(section: GraphSection, definitions: [GraphDefinition])] = []
        for definition in definitions {
            if let place = places[definition.section] {
                groups[place].definitions.append(definition)
            } else {
                places[definition.section] = groups.count
                groups.append((definition.section, [definition]))
            }
        }
        return groups.filter { $0.section != .other } + groups.filter { $0.section == .other }
    }
}
