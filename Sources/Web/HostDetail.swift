package import ClusterState
package import MetricModel
import Wire

/// What a host's own page shows: a copy, taken while the state is locked.
package struct HostDetail: Sendable {
    package let summary: HostSummary
    /// By subject, the total before its instances.
    package let latest: [Host.Latest]
    /// Facts in words, nil where the host has not told them.
    package let kernel, machine, cpu: String?
    /// When it was started; nil if unknown.
    package let bootTime: Timestamp?
    /// The name under which its agent speaks now.
    package let renamedTo: HostKey?
    /// By key.
    package let tags: [(key: String, value: String)]
    /// What the senders of foreign metrics say these are counted in, by the metric's name.
    package let foreignUnits: [InstanceName: Unit]

    /// A page has room for the units of so many foreign metrics; finding each takes a look at all senders.
    private static let maximumForeignUnits = 200

    /// A host as it is known now; nil if there is none of that name.
    package init?(_ key: HostKey, in state: borrowing ClusterState, at now: Timestamp) {
        guard let host = state.hosts[key] else { return nil }
        let foreign = host.latest.keys.filter { $0.subject == Self.foreign }.compactMap(\.instance).sorted()
        var units: [InstanceName: Unit] = [:]
        for metric in foreign.prefix(Self.maximumForeignUnits) {
            units[metric] = state.metadata(of: metric, host: key).map { metadata in
                let unit = metadata.units == " " ? "" : metadata.units
                return Unit(metadata.slope.isCounter ? (unit.isEmpty ? "1/s" : "\(unit)/s") : unit)
            }
        }
        self.init(host, groups: state.groups(of: key), foreignUnits: units, at: now)
    }

    private static let foreign = GangliaSenders.foreign.subject

    private init(_ host: Host, groups: [GroupName], foreignUnits: [InstanceName: Unit], at now: Timestamp) {
        self.foreignUnits = foreignUnits
        summary = HostSummary(host, groups: groups, at: now)
        latest = host.latest.sorted {
            ($0.key.subject, $0.key.instance?.text ?? "") < ($1.key.subject, $1.key.instance?.text ?? "")
        }.map(\.value)
        let system = [host.text("host", "os_name"), host.text("host", "os_release")].compactMap(\.self)
        kernel = system.isEmpty ? nil : system.joined(separator: " ")
        machine = host.text("host", "machine_type")
        cpu = host.text("host", "cpu_model")
        bootTime = host.number("host", "boot_time").flatMap(Timestamp.init(plausible:))
        renamedTo = host.renamedTo
        tags = host.announcement.tags.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension HostDetail {
    /// What a value is counted in: as the definition says, or for a foreign metric as its sender does.
    package func unit(of field: Field, in latest: Host.Latest) -> Unit {
        guard latest.definition.subject == Self.foreign, let metric = latest.sample.instance else { return field.unit }
        return foreignUnits[metric] ?? field.unit
    }
}
