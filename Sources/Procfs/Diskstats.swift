/// What the kernel reports in `/proc/diskstats`: the counters of every block device, partitions included.
///
/// One value is parsed into again and again, so that its storage is reused. To keep an earlier reading, `swap` two
/// values rather than copy one.
package struct Diskstats: Sendable, Equatable {
    /// In the kernel's order.
    package private(set) var rows: [Row] = []

    /// One device.
    package struct Row: NamedRow, Equatable {
        package let name: String
        package internal(set) var major = 0
        package internal(set) var minor = 0
        package internal(set) var counters = DiskCounters()
        /// Whether its counters are read: asked when the device appears.
        package internal(set) var isWanted = true

        package init(name: String) { self.name = name }
    }

    package static let path = "diskstats"

    package init() {}
}

extension Diskstats {
    /// Replaces the reading; after an error it is empty, so that no difference can be taken from half a reading.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        try parse(bytes) { _ in true }
    }

    /// Replaces the reading by that of the devices that are wanted: of all others only the names are looked at, and their
    /// counters stay zero.
    ///
    /// `isWanted` is asked once of each device, when it appears.
    package mutating func parse(
        _ bytes: Span<UInt8>, isWanted: (String) -> Bool
    ) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes, isWanted)
        } catch {
            rows.removeAll(keepingCapacity: true)
            throw error
        }
    }

    /// The counters of a device; nil if it is not there.
    ///
    /// Costs nothing if it stands at this place.
    package func counters(of name: String, near place: Int) -> DiskCounters? {
        rows.place(of: name, near: place).map { rows[$0].counters }
    }

    private mutating func fill(from bytes: Span<UInt8>, _ isWanted: (String) -> Bool) throws(ProcfsError) {
        var fields = Fields(of: "diskstats")
        var place = 0
        while try fields.nextLine(in: bytes) {
            let major = try fields.count(in: bytes, "major number")
            let minor = try fields.count(in: bytes, "minor number")
            let name = fields.word(in: bytes)
            guard !name.isEmpty, name.count <= longestName else {
                throw fields.malformed(in: bytes, name, "device name")
            }
            if rows.settle(at: place, bytes, name) { rows[place].isWanted = isWanted(rows[place].name) }
            rows[place].major = major
            rows[place].minor = minor
            if rows[place].isWanted { rows[place].counters = try DiskCounters(&fields, in: bytes) }
            place += 1
        }
        rows.removeSubrange(place...)
    }
}
