/// What one subject's values mean: everything that a reader of the numbers must know and the numbers do not say.
///
/// The values of one definition and instance are taken at one moment, travel together and are stored together. A subject
/// that has both a total and instances has a definition for each.
package struct Definition: Sendable, Hashable {
    package let subject: SubjectName
    /// Whether values belong to an instance each, or to the subject as a whole.
    package let hasInstances: Bool
    /// How long the values are kept.
    package let retention: Retention
    /// Seconds between two readings: 1 for fast subjects.
    package let pace: Int
    /// A few words for a page: "CPU time".
    package let title: String
    /// The columns, in the order in which values are given; at most ``maximumFields``.
    package let fields: [Field]

    package static let maximumFields = 64

    package init(
        subject: SubjectName, hasInstances: Bool = false, retention: Retention, pace: Int = 1, title: String,
        fields: [Field]
    ) {
        self.subject = subject
        self.hasInstances = hasInstances
        self.retention = retention
        self.pace = pace
        self.title = title
        self.fields = fields
    }

    /// Where the field's value stands in a row of values; nil if the subject has no such field.
    package func index(of field: FieldName) -> Int? {
        fields.firstIndex { $0.name == field }
    }

    /// The name by which scripts and Ganglia know a value: Ganglia's own where it has one (`load_one`), else
    /// `subject_field` or `subject_instance_field`.
    package func flatName(of field: Field, instance: InstanceName?) -> String {
        if let instance { return "\(subject)_\(instance)_\(field.name)" }
        return field.flatName ?? "\(subject)_\(field.name)"
    }
}

/// How long values are kept, and how finely.
package enum Retention: UInt8, Sendable, Hashable, CaseIterable {
    /// What people plan with: ten years.
    case planning = 1
    /// Per disk, interface, filesystem: two years.
    case detail = 2
    /// Per core, per short-lived instance: a month.
    case brief = 3
    /// Percentiles by the hour, which an aggregator makes itself: ten days.
    case hours = 4
    /// Percentiles by the day, which an aggregator makes itself: three years.
    case days = 5

    /// What agents may ask for.
    package static let ofAgents: [Retention] = [.planning, .detail, .brief]
}
