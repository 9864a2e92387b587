import MetricModel
import Wire

/// Ganglia's messages, as gmond and gmetric send them.
enum Ganglia {
    /// A value in its own type, as gmond sends it; from a spoofed host if one is given.
    static func value(_ name: String, _ content: GangliaValue.Content, of spoofed: String? = nil) -> GangliaMessage {
        .value(id(name, spoofed), GangliaValue(content, format: "%s"))
    }

    /// A value as gmetric sends it: always text.
    static func text(_ name: String, _ text: String, of spoofed: String? = nil) -> GangliaMessage {
        value(name, .string(text), of: spoofed)
    }

    static func metadata(
        _ name: String, _ type: GangliaType, units: String = "", slope: GangliaSlope = .both, tmax: UInt32 = 60,
        dmax: UInt32 = 0, of spoofed: String? = nil, extras: [GangliaExtra] = []
    ) -> GangliaMessage {
        .metadata(
            id(name, spoofed),
            GangliaMetadata(
                type: type, name: name, units: units, slope: slope, tmax: tmax, dmax: dmax, extras: extras))
    }

    static func heartbeat(of spoofed: String? = nil) -> GangliaMessage {
        value("heartbeat", .uint(1_799_000_000), of: spoofed)
    }

    static func id(_ name: String, _ spoofed: String? = nil) -> GangliaMetricID {
        GangliaMetricID(host: spoofed ?? "whatever", name: name, isSpoofed: spoofed != nil)
    }
}

extension HostKey {
    /// A host that is known by Ganglia's messages only.
    static func ganglia(_ name: HostName) -> HostKey { HostKey(cluster: "ganglia", name: name) }
}
