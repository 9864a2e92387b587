package import MetricModel

extension Definition {
    /// What an aggregator measures of the way from a host to itself.
    package static let link = Definition(
        subject: SubjectName(literal: "link"), retention: .detail, title: "Datagrams from the host",
        fields: [
            Field(
                "skew", .seconds, .gauge, in: -1e10...1e10, title: "Clock skew",
                summary:
                    "Seconds by which the host's wall clock is behind the aggregator's, the network's delay included."),
            Field(
                "lost", .none, .gauge, in: 0...1e15, title: "Lost",
                summary: "Datagrams missing by their sequence numbers since the aggregator learnt of the host."),
            Field(
                "duplicates", .none, .gauge, in: 0...1e15, title: "Duplicates",
                summary: "Datagrams that came more than once since the aggregator learnt of the host."),
            Field(
                "late", .none, .gauge, in: 0...1e15, title: "Late",
                summary:
                    "Datagrams or rows no newer than what was known, dropped since the aggregator learnt of the host."),
            Field(
                "rejected", .none, .gauge, in: 0...1e15, title: "Rejected",
                summary: "Rows, values and datagrams that broke a rule since the aggregator learnt of the host."),
        ])
}
