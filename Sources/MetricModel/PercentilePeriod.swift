/// A stretch of time, by UTC, of which the percentiles of values are kept: those of a year cannot be had from means.
package enum PercentilePeriod: Sendable, CaseIterable {
    case hour, day

    /// The shares of the values that are no greater, and how columns are called: `user_p95`.
    package static let shares: [(share: Double, ending: String)] = [(0.5, "_p50"), (0.95, "_p95"), (0.99, "_p99")]

    package var seconds: Int {
        switch self {
        case .hour: 3600
        case .day: 86_400
        }
    }

    package var retention: Retention {
        switch self {
        case .hour: .hours
        case .day: .days
        }
    }

    /// The subject of the percentiles of a subject: `cpu_hours`, `cpu_days`; nil if the name would be too long.
    package func subject(of subject: SubjectName) -> SubjectName? {
        SubjectName("\(subject)_\(self == .hour ? "hours" : "days")")
    }

    /// What the percentiles of values mean: for each field three columns; nil if they have no name.
    package func definition(of values: Definition) -> Definition? {
        subject(of: values.subject).map {
            Definition(
                subject: $0, retention: retention, pace: seconds,
                title: "\(values.title), percentiles by the \(self)", fields: values.fields)
        }
    }

    /// The end of the period in which a second lies that ends at a time, in seconds since 1970.
    package func end(of time: Int) -> Int { (time + seconds - 1) / seconds * seconds }
}

extension Definition {
    /// What the percentiles mean that are kept of the values; none of what nobody plans with.
    package var percentiles: [Definition] {
        guard retention == .planning, !hasInstances else { return [] }
        return PercentilePeriod.allCases.compactMap { $0.definition(of: self) }
    }
}
