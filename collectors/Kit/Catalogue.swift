package import MetricModel

/// Everything that can be measured: to add a subject, write its file and add its line here.
package enum Catalogue {
    /// What reads a host, in the order of ``definitions``.
    package static let collectors: [any Collector.Type] = [
        LoadAverageCollector.self,
        CPUCollector.self,
        MemoryCollector.self,
        MemoryUseCollector.self,
        PagingCollector.self,
        ReclaimCollector.self,
        SwapCollector.self,
        DiskCollector.self,
        DiskErrorsCollector.self,
        RAIDCollector.self,
        DRBDCollector.self,
        FilesystemCollector.self,
        RemoteFilesystemCollector.self,
        NFSCollector.self,
        NFSMountCollector.self,
        NFSServerCollector.self,
        NetworkCollector.self,
        PressureCollector.self,
        ProcessesCollector.self,
        HostCollector.self,
    ]

    /// Every definition: those of the collectors, then those by which the agent speaks of itself.
    package static let definitions: [Definition] = collectors.flatMap { $0.definitions } + AgentCost.definitions

    /// Builds the collectors that are wanted for a host; those that need the same file share its reading.
    package static func collectors(for host: Roots, _ choice: SubjectChoice = SubjectChoice()) -> [any Collector] {
        let shared = SharedReaders(host)
        return collectors.filter { choice.wants($0) }.map { $0.init(host, shared) }
    }

    /// The subjects that can be switched on and off, in order, each once.
    package static let subjects: [SubjectName] = {
        var subjects: [SubjectName] = []
        for collector in collectors {
            for definition in collector.definitions where !subjects.contains(definition.subject) {
                subjects.append(definition.subject)
            }
        }
        return subjects
    }()
}
