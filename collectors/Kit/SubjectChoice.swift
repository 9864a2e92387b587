package import MetricModel

/// Which subjects are measured: those that are on by default, less and more what people say.
package struct SubjectChoice: Sendable, Equatable {
    package var enabled: Set<SubjectName> = []
    package var disabled: Set<SubjectName> = []

    package init() {}

    /// Whether a collector is wanted; one that gives several subjects is chosen by any of them.
    package func wants(_ collector: any Collector.Type) -> Bool {
        let subjects = collector.definitions.map(\.subject)
        if subjects.contains(where: disabled.contains) { return false }
        return collector.isOnByDefault || subjects.contains(where: enabled.contains)
    }
}
