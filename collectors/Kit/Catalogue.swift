package import MetricModel

/// Everything that can be measured: to add a subject, write its file and add its line here.
package enum Catalogue {
    /// Builds all collectors for a host; those that need the same file share its reading.
    package static func collectors(for host: Roots) -> [any Collector] {
        let stat = StatReader(host.proc)
        return [
            LoadAverageCollector(host),
            CPUCollector(stat),
            MemoryCollector(host),
            PagingCollector(host),
            DiskCollector(host),
            FilesystemCollector(host),
            NetworkCollector(host),
            PressureCollector(host),
            ProcessesCollector(host, stat),
            HostCollector(host),
        ]
    }

    /// Every definition, in the order of ``collectors(for:)``.
    package static let definitions: [Definition] =
        LoadAverageCollector.definitions + CPUCollector.definitions + MemoryCollector.definitions
        + PagingCollector.definitions + DiskCollector.definitions + FilesystemCollector.definitions
        + NetworkCollector.definitions + PressureCollector.definitions + ProcessesCollector.definitions
        + HostCollector.definitions
}
