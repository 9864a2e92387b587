package import MetricModel
package import Procfs

/// VLANs, interfaces that are a part of another one, from `/proc/net/vlan`, which only the privileged may read, and
/// `/sys/class/net`.
package final class VLANCollector: Collector {
    enum Key: String, NumberKey {
        case id, up, rxFrames, rxBytes, rxMulticast, txFrames, txBytes
        static let file: StaticString = "net/vlan"
    }

    private static let file = Columns<Key>(source: "/proc/net/vlan")
    private static let sysFile = Columns<Key>(source: "/sys/class/net/*/operstate")

    static let columns: [Column] = [
        file.mean("id", .id, in: 0...4095, "VLAN", "VID: the VLAN's number"),
        sysFile.mean("up", .up, in: 0...1, "Up", "1 if the interface is up, 0 if it, or what it runs over, is not"),
        file.rate("rx_frames", .rxFrames, "Frames received", "total frames received"),
        file.rate("rx_bytes", .rxBytes, unit: .bytesPerSecond, "Received", "total bytes received"),
        file.rate("rx_multicast", .rxMulticast, "Multicast", "Broadcast/Multicast Rcvd: frames not for one receiver"),
        file.rate("tx_frames", .txFrames, "Frames sent", "total frames transmitted"),
        file.rate("tx_bytes", .txBytes, unit: .bytesPerSecond, "Sent", "total bytes transmitted"),
        file.text("parent", "Parent", "Device: the interface that it runs over"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "vlan"), hasInstances: true, retention: .brief, pace: 15, title: "VLAN",
            fields: columns.map(\.field))
    ]

    /// A VLAN and its files, which stay open.
    private final class Device {
        let name: String
        var file: ProcFile
        var stateFile: ProcFile
        var vlan = VLAN()

        init(_ name: String, _ host: Roots) {
            self.name = name
            file = host.proc.file("\(VLAN.folder)/\(name)")
            stateFile = host.sys.file("class/net/\(name)/operstate")
        }
    }

    /// Beyond as many VLANs their files are not kept open.
    private static let limit = 128

    private let host: Roots
    private var folder: Folder
    private var devices: [Device] = []
    private var numbers = Numbers<Key>()
    private var tracks = InstanceTracks(columns)
    private var unread = 0

    package init(_ host: Roots, _ shared: SharedReaders) {
        self.host = host
        folder = host.proc.folder(VLAN.folder)
    }

    package var leftOut: Int { unread }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if folder.list() {
            let vlans = folder.names.filter { $0 != VLAN.list }
            unread = max(0, vlans.count - Self.limit)
            devices = vlans.prefix(Self.limit).map { name in
                devices.first { $0.name == name } ?? Device(name, host)
            }
        }
        tracks.begin()
        for (place, device) in devices.enumerated() {
            let isRead: Void? = try device.file.readIfPermitted(through: &buffer) { (bytes) throws(ProcfsError) in
                try device.vlan.parse(bytes)
            }
            if isRead == nil { device.vlan = VLAN() }
            let state = try device.stateFile.readIfPresent(through: &buffer, OperationalState.init)
            guard isRead != nil || state != nil else { continue }
            let counters = device.vlan.numbers
            numbers.replace([
                device.vlan.id, state?.isUp.map(flag), counters.rxFrames, counters.rxBytes, counters.rxMulticast,
                counters.txFrames,
                counters.txBytes,
            ])
            tracks.add(device.name, near: place, numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        tracks.report(0, into: &report, text: { name, _ in devices.first { $0.name == name }?.vlan.parent })
    }

    package func forget() { tracks.forget() }
}
