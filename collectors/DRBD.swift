package import MetricModel
package import Procfs

/// Replicated block devices, from `/proc/drbd` (version 8) or `/sys/kernel/debug/drbd` (version 9).
package final class DRBDCollector: Collector {
    private static let file = Columns<DRBDKey>(source: "/proc/drbd or /sys/kernel/debug/drbd")

    private static let columns = [
        state("connected", .connected, "Connected", "1 if the peer is there, 0 if not"),
        state("primary", .primary, "Primary", "1 if this host may use the device, 0 if it only follows"),
        state("peer_primary", .peerPrimary, "Peer primary", "1 if the peer may use the device, 0 if it only follows"),
        state("up_to_date", .upToDate, "Up to date", "1 if the data here is whole and current, 0 if not"),
        state("peer_uptodate", .peerUpToDate, "Peer up to date", "1 if the peer's data is whole and current, 0 if not"),
        bytes("sent", .sent, "Sent", "ns: sent to the peer"),
        bytes("received", .received, "Received", "nr: received from the peer"),
        bytes("written", .written, "Written", "dw: written to the disk below"),
        bytes("read", .read, "Read", "dr: read from the disk below"),
        file.mean("local", .local, "At the disk", "lo: requests to the disk below that are not answered yet"),
        file.mean("pending", .pending, "Pending", "pe: requests to the peer that are not answered yet"),
        file.mean("unacked", .unacked, "Unacknowledged", "ua: requests of the peer that are not answered yet"),
        file.mean("application", .application, "Of programs", "ap: requests of programs that are not answered yet"),
        file.mean(
            "out_of_sync", .outOfSync, unit: .bytes, times: 1024, "Out of sync",
            "oos: what differs between this host and the peer"),
        file.latest(
            "sync_pct", .synced, unit: .percent, times: 0.1, in: 0...100, "Progress",
            "How far a sync or a check has come"),
        file.text("state", "State", "cs: the state of the connection"),
    ]

    private static func state(_ name: StaticString, _ key: DRBDKey, _ title: String, _ meaning: String) -> Column {
        file.latest(name, key, in: 0...1, title, meaning)
    }

    private static func bytes(_ name: StaticString, _ key: DRBDKey, _ title: String, _ meaning: String) -> Column {
        file.rate(name, key, unit: .bytesPerSecond, times: 1024, title, meaning)
    }

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "drbd"), hasInstances: true, retention: .detail, pace: 15,
            title: "Replicated disk", fields: columns.map(\.field))
    ]

    private var file: ProcFile
    private var devices = DRBD()
    /// `drbd0` for each of ``devices``.
    private var names: [(minor: String, name: String)] = []
    private var peers: DRBDPeers
    /// Readings until the folders of version 9 are walked again.
    private var wait = 0
    private var tracks = InstanceTracks(columns)

    package var leftOut: Int { tracks.leftOut }

    package init(_ host: Roots, _ shared: SharedReaders) {
        file = host.proc.file(DRBD.path)
        peers = DRBDPeers(host.sys)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let isRead: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try devices.parse(bytes)
        }
        guard isRead != nil else { return }
        tracks.begin()
        if devices.rows.isEmpty {
            try samplePeers(at: tick, through: &buffer)
        } else {
            for place in devices.rows.indices {
                tracks.add(name(of: place), near: place, devices.rows[place].numbers.values, at: tick)
            }
        }
    }

    /// Version 9, whose `/proc/drbd` names no devices.
    private func samplePeers(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if wait == 0 { peers.list() }
        wait = (wait + 1) % 4
        for (place, peer) in peers.peers.enumerated() {
            guard try peer.read(through: &buffer), let row = peer.device.rows.first else {
                wait = 0
                continue
            }
            tracks.add(peer.name, near: place, row.numbers.values, at: tick)
        }
    }

    private func name(of place: Int) -> String {
        let minor = devices.rows[place].name
        if names.indices.contains(place), names[place].minor == minor { return names[place].name }
        let entry = (minor: minor, name: "drbd\(minor)")
        if names.indices.contains(place) { names[place] = entry } else { names.append(entry) }
        return entry.name
    }

    package func report(at tick: Tick, into report: inout Report) {
        tracks.report(0, into: &report, text: { name, _ in state(of: name) })
    }

    private func state(of name: String) -> String? {
        for place in devices.rows.indices where self.name(of: place) == name { return devices.rows[place].state }
        return peers.peers.first { $0.name == name }?.device.rows.first?.state
    }

    package func forget() { tracks.forget() }
}
