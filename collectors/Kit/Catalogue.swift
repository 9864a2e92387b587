package import MetricModel

/// Everything that can be measured: to add a subject, write its file and add its line here.
package enum Catalogue {
    /// What reads a host, in the order of ``definitions``.
    package static let collectors: [any Collector.Type] = [
        LoadAverageCollector.self,
        LoadNowCollector.self,
        CPUCollector.self,
        CPUNodeCollector.self,
        SoftirqCollector.self,
        InterruptCollector.self,
        CPUFrequencyCollector.self,
        ThrottleCollector.self,
        MemoryCollector.self,
        MemoryUseCollector.self,
        PagingCollector.self,
        ReclaimCollector.self,
        ZoneCollector.self,
        NUMACollector.self,
        EDACCollector.self,
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
        LinkCollector.self,
        QdiscCollector.self,
        SoftnetCollector.self,
        TCPCollector.self,
        TCPExtensionsCollector.self,
        UDPCollector.self,
        IPCollector.self,
        IPExtensionsCollector.self,
        ICMPCollector.self,
        IP6Collector.self,
        UDP6Collector.self,
        ICMP6Collector.self,
        SocketsCollector.self,
        ConntrackCollector.self,
        ARPCollector.self,
        BondCollector.self,
        BridgeCollector.self,
        VLANCollector.self,
        IPVSCollector.self,
        InfiniBandCollector.self,
        WirelessCollector.self,
        PressureCollector.self,
        PressureAverageCollector.self,
        ProcessesCollector.self,
        LimitsCollector.self,
        CgroupCollector.self,
        ContainerCollector.self,
        TemperatureCollector.self,
        FanCollector.self,
        PowerCollector.self,
        VoltageCollector.self,
        BatteryCollector.self,
        GPUCollector.self,
        HostCollector.self,
    ]

    /// Every definition: those of the collectors, then those by which the agent speaks of itself and of its inputs.
    package static let definitions: [Definition] =
        collectors.flatMap { $0.definitions } + AgentCost.definitions + [InputState.definition]

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
