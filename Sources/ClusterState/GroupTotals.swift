import MetricModel

/// The sum, the maximum and the number of a group's values of one subject in one step.
///
/// CPU time is summed in cores rather than percent, so that a small host does not weigh as much as a large one.
struct GroupTotals: Sendable {
    private struct Total {
        let field: Field
        var sum = 0.0
        var maximum = -Double.infinity
        var number = 0.0
    }

    private let subject: SubjectName
    private var title = ""
    private var pace = 1
    /// The longest of the members': a group's history is as long as its hosts'.
    private var retention = Retention.brief
    /// In the order in which the fields were first met; members of another version may have others.
    private var totals: [Total] = []

    private static let cpu = SubjectName(literal: "cpu")
    private static let cores = Field(
        "cores", .cores, .gauge, in: 0...1e6, title: "Cores", summary: "The cores of the hosts that reported.")

    init(_ subject: SubjectName) { self.subject = subject }

    var isEmpty: Bool { totals.allSatisfy { $0.number == 0 } }

    /// What the totals mean.
    var definition: Definition {
        Definition(
            subject: subject, retention: retention, pace: pace, title: title, fields: totals.map(\.field))
    }

    /// Three for each field, NaN where nobody reported it.
    var values: [Double] {
        totals.flatMap { $0.number > 0 ? [$0.sum, $0.maximum, $0.number] : [.nan, .nan, 0] }
    }

    /// Adds a member's values; those of `cpu` only if it is known how many cores they are percents of.
    mutating func add(_ values: [Double], of definition: Definition, cores: Double?) {
        title = definition.title
        pace = max(pace, definition.pace)
        if definition.retention.rawValue < retention.rawValue { retention = definition.retention }
        guard subject == Self.cpu else {
            for (field, value) in zip(definition.fields, values) where field.kind != .text { add(value, of: field) }
            return
        }
        guard let cores else { return }
        for (field, value) in zip(definition.fields, values) where field.kind != .text {
            add(value * cores / 100, of: field.inCores)
        }
        add(cores, of: Self.cores)
    }

    private mutating func add(_ value: Double, of field: Field) {
        let index: Int
        if let found = totals.firstIndex(where: { $0.field.name == field.name }) {
            index = found
        } else {
            index = totals.count
            totals.append(Total(field: field))
        }
        guard !value.isNaN else { return }
        totals[index].sum += value
        totals[index].maximum = max(totals[index].maximum, value)
        totals[index].number += 1
    }
}

extension Field {
    /// The field of a host's CPU time as a group keeps it.
    fileprivate var inCores: Field {
        Field(
            name: name, unit: .cores, kind: kind, range: 0...1e6, title: title, summary: summary, flatName: flatName)
    }
}
