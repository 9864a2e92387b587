/// What DRBD says of its devices, in `/proc/drbd` (version 8) or a file of each under `/sys/kernel/debug/drbd` (version 9).
///
/// One value is parsed into again and again, so that its storage is reused.
package struct DRBD: Sendable, Equatable {
    /// In the kernel's order; devices that are not configured are passed over.
    package private(set) var rows: [Row] = []

    /// One device, as one peer sees it.
    package struct Row: NamedRow {
        /// The minor number.
        package let name: String
        package internal(set) var numbers = Numbers<DRBDKey>()
        /// The connection's state: `Connected`, `SyncTarget`.
        package internal(set) var state = ""

        package init(name: String) { self.name = name }
    }

    package static let path = "drbd"

    package init() {}
}

package enum DRBDKey: String, NumberKey {
    /// 1 for yes, 0 for no; absent where the state is not known to this program.
    case connected, primary, peerPrimary, upToDate, peerUpToDate
    /// KiB sent and received, written to the disk and read from it.
    case sent = "ns"
    case received = "nr"
    case written = "dw"
    case read = "dr"
    /// Requests to the disk, to the peer, from the peer and from programs that are not answered yet.
    case local = "lo"
    case pending = "pe"
    case unacked = "ua"
    case application = "ap"
    /// KiB that differ between the two.
    case outOfSync = "oos"
    /// Tenths of a percent that are in sync, while a sync runs.
    case synced

    package static let file: StaticString = "drbd"
}

extension DRBD.Row: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.numbers.values == right.numbers.values && left.state == right.state
    }
}

extension DRBD {
    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            rows.removeAll(keepingCapacity: true)
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: DRBDKey.file)
        var count = 0
        var isDevice = false
        while try fields.nextLine(in: bytes) {
            var word = fields.word(in: bytes)
            if let minor = Self.minor(word, in: bytes) {
                let state = fields.word(in: bytes)
                isDevice = bytes.hasPrefix(state, "cs:") && !bytes.matches(state, "cs:Unconfigured")
                guard isDevice else { continue }
                guard minor.count <= 10, state.count <= 40 else { throw fields.malformed(in: bytes, state, "state") }
                rows.settle(at: count, bytes, minor)
                rows[count].begin(state.dropFirst(3), in: bytes)
                count += 1
                word = fields.word(in: bytes)
            }
            while isDevice, !word.isEmpty {
                try rows[count - 1].take(word, &fields, in: bytes)
                word = fields.word(in: bytes)
            }
        }
        rows.removeSubrange(count...)
    }

    /// The digits of `12:`; nil if it is another word.
    private static func minor(_ word: Range<Int>, in bytes: Span<UInt8>) -> Range<Int>? {
        guard word.count > 1, bytes[word.upperBound - 1] == UInt8(ascii: ":") else { return nil }
        for index in word.dropLast()
        where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { return nil }
        return word.dropLast()
    }
}

extension DRBD.Row {
    /// Where numbers stand whose names the file gives.
    private static let named: [(name: StaticString, slot: Int)] = [
        ("ns:", DRBDKey.sent.slot), ("nr:", DRBDKey.received.slot), ("dw:", DRBDKey.written.slot),
        ("dr:", DRBDKey.read.slot), ("lo:", DRBDKey.local.slot), ("pe:", DRBDKey.pending.slot),
        ("ua:", DRBDKey.unacked.slot), ("ap:", DRBDKey.application.slot), ("oos:", DRBDKey.outOfSync.slot),
    ]

    private static let slots = (
        connected: DRBDKey.connected.slot, primary: DRBDKey.primary.slot, peerPrimary: DRBDKey.peerPrimary.slot,
        upToDate: DRBDKey.upToDate.slot, peerUpToDate: DRBDKey.peerUpToDate.slot, synced: DRBDKey.synced.slot
    )

    fileprivate mutating func begin(_ word: Range<Int>, in bytes: Span<UInt8>) {
        numbers.clear()
        if !bytes.matches(word, state) { state = bytes.repairedText(word) }
        let isConnected: UInt64? =
            switch state {
            case "Connected", "Established", "StartingSyncS", "StartingSyncT", "WFBitMapS", "WFBitMapT", "WFSyncUUID",
                "SyncSource", "SyncTarget", "VerifyS", "VerifyT", "PausedSyncS", "PausedSyncT", "Ahead", "Behind":
                1
            case "StandAlone", "Disconnecting", "Unconnected", "Timeout", "BrokenPipe", "NetworkFailure",
                "ProtocolError", "TearDown", "WFConnection", "WFReportParams", "Connecting", "Off":
                0
            default: nil
            }
        numbers.set(isConnected, at: Self.slots.connected)
    }

    fileprivate mutating func take(
        _ word: Range<Int>, _ fields: inout Fields, in bytes: Span<UInt8>
    ) throws(ProcfsError) {
        let slots = Self.slots
        if bytes.hasPrefix(word, "ro:") || bytes.hasPrefix(word, "st:") {
            take(word.dropFirst(3), is: "Primary", slots.primary, slots.peerPrimary, in: bytes)
        } else if bytes.hasPrefix(word, "ds:") {
            take(word.dropFirst(3), is: "UpToDate", slots.upToDate, slots.peerUpToDate, in: bytes)
        } else if bytes.matches(word, "sync'ed:") || bytes.matches(word, "verified:") {
            let percent = fields.word(in: bytes)
            guard percent.count > 1, bytes[percent.upperBound - 1] == UInt8(ascii: "%") else {
                throw fields.malformed(in: bytes, percent, "percent")
            }
            let value = try fields.decimal(in: bytes, at: percent.dropLast(), "percent")
            numbers.set(UInt64(exactly: (min(value, 100) * 10).rounded()), at: slots.synced)
        } else if let found = Self.named.first(where: { bytes.hasPrefix(word, $0.name) }) {
            try take(word.dropFirst(found.name.utf8CodeUnitCount), found.slot, fields, in: bytes)
        }
    }

    /// Takes `Primary/Secondary`: of this side and of the other, which may be `Unknown`.
    private mutating func take(
        _ pair: Range<Int>, is wanted: StaticString, _ own: Int, _ peer: Int, in bytes: Span<UInt8>
    ) {
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/"), in: pair) else { return }
        let (mine, other) = (pair.lowerBound..<slash, slash + 1..<pair.upperBound)
        numbers.set(bytes.matches(mine, wanted) ? 1 : 0, at: own)
        let isKnown = !bytes.matches(other, "Unknown") && !bytes.matches(other, "DUnknown")
        numbers.set(isKnown ? (bytes.matches(other, wanted) ? 1 : 0) : nil, at: peer)
    }

    /// Takes a number, or `[3;1]`, two that version 9 counts apart.
    private mutating func take(
        _ value: Range<Int>, _ slot: Int, _ fields: Fields, in bytes: Span<UInt8>
    ) throws(ProcfsError) {
        guard bytes.hasPrefix(value, "[") else {
            numbers.set(try fields.unsigned(in: bytes, at: value, "number"), at: slot)
            return
        }
        guard value.count > 4, let semicolon = bytes.firstIndex(of: UInt8(ascii: ";"), in: value) else {
            throw fields.malformed(in: bytes, value, "[number;number]")
        }
        let first = try fields.unsigned(in: bytes, at: value.lowerBound + 1..<semicolon, "number")
        let second = try fields.unsigned(
            in: bytes, at: semicolon + 1..<max(semicolon + 1, value.upperBound - 1), "number")
        numbers.set(first &+ second, at: slot)
    }
}
