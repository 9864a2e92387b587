package import MetricModel
package import Procfs

/// How well wireless interfaces hear their access point, from `/proc/net/wireless`.
package final class WirelessCollector: Collector {
    enum Key: String, NumberKey {
        case link, level, noise, nwid, crypt, fragment, retry, misc, beacon
        static let file: StaticString = "net/wireless"
    }

    private static let file = Columns<Key>(source: "/proc/net/wireless")

    static let columns: [Column] = [
        file.mean(
            "link", .link, in: 0...1e6, "Link quality", "link: the driver's own measure, often of at most 70 or 100"),
        file.mean(
            "level", .level, unit: .decibelMilliwatts, times: -1, in: -255...0, "Signal",
            "level: strength of the signal, good above -60"),
        file.mean(
            "noise", .noise, unit: .decibelMilliwatts, times: -1, in: -255...0, "Noise",
            "noise: strength of what disturbs the signal, where the driver measures it"),
        file.rate("nwid", .nwid, "Of another network", "nwid: packets of another network thrown away"),
        file.rate("crypt", .crypt, "Not decrypted", "crypt: packets that could not be decrypted"),
        file.rate("frag", .fragment, "Not put together", "frag: packets of which parts were missing"),
        file.rate("retry", .retry, "Not answered", "retry: packets given up after too many attempts"),
        file.rate("misc", .misc, "Other discards", "misc: packets thrown away for other reasons"),
        file.rate("missed_beacon", .beacon, "Missed beacons", "beacon: signs of life of the access point missed"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "wlan"), hasInstances: true, retention: .brief, pace: 15,
            title: "Wireless interface", fields: columns.map(\.field))
    ]

    private var file: ProcFile
    private var wireless = Wireless()
    private var numbers = Numbers<Key>()
    private var tracks = InstanceTracks(columns)

    package init(_ host: Roots, _ shared: SharedReaders) { file = host.proc.file(Wireless.path) }

    package var leftOut: Int { tracks.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let isThere: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try wireless.parse(bytes)
        }
        guard isThere != nil else { return }
        tracks.begin()
        for (place, row) in wireless.rows.enumerated() {
            numbers.replace([
                row.link, row.levelBelowZero, row.noiseBelowZero, row.nwid, row.crypt, row.fragment, row.retry,
                row.misc,
                row.missedBeacons,
            ])
            tracks.add(row.name, near: place, numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) { tracks.report(0, into: &report) }

    package func forget() { tracks.forget() }
}
