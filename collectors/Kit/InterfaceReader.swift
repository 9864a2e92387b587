import MetricModel
import Procfs

/// Network interfaces and their links, which several subjects need: `/proc/net/dev` is read once a tick, the links' files
/// seldom.
final class InterfaceReader {
    private let host: Roots
    private var file: ProcFile
    private(set) var dev = NetDev()
    private var tick: Tick?

    /// In the order of ``dev``, for interfaces that have one.
    private(set) var links: [NetworkLink] = []
    /// Links that were left out because there are too many.
    private(set) var linksLeftOut = 0
    private var linksTick: Tick?

    /// Each link keeps five or six files open, and a process may often have no more than 1,024.
    static let linkLimit = 64

    init(_ host: Roots) {
        self.host = host
        file = host.proc.file(NetDev.path)
    }

    func read(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        guard self.tick != tick else { return }
        self.tick = nil
        try file.read(through: &buffer) { (bytes) throws(ProcfsError) in
            try dev.parse(bytes) { NetworkInterface($0, proc: host.proc, sys: host.sys) }
        }
        self.tick = tick
    }

    /// Reads the links, unless that was done so few seconds ago.
    func readLinks(
        at tick: Tick, ifOlderThan seconds: Double = 0, through buffer: inout ReadBuffer
    ) throws(ProcfsError) {
        if let linksTick, linksTick == tick || tick.seconds(since: linksTick) < seconds { return }
        try read(at: tick, through: &buffer)
        linksTick = tick
        settleLinks()
        for link in links { link.read(through: &buffer) }
    }

    /// The speed of an interface's wire in bit/s; nil where it is not known or not real.
    ///
    /// Costs nothing if it is the link of this number.
    func speed(of name: String, near place: Int) -> UInt64? {
        if place < links.count, links[place].name == name { return links[place].speed }
        return links.first { $0.name == name }?.speed
    }

    private func settleLinks() {
        var place = 0
        linksLeftOut = 0
        for row in dev.rows {
            guard let interface = row.interface, interface.hasLink else { continue }
            guard place < Self.linkLimit else {
                linksLeftOut += 1
                continue
            }
            if place == links.count || links[place].name != row.name {
                if let other = links.indices.dropFirst(place).first(where: { links[$0].name == row.name }) {
                    links.swapAt(place, other)
                } else {
                    links.insert(NetworkLink(interface, sys: host.sys), at: place)
                }
            }
            place += 1
        }
        if place < links.count { links.removeSubrange(place...) }
    }
}
