/// What each core did with packets in its softirq, from `/proc/net/softnet_stat`: a row of hexadecimal numbers for each core
/// that is online.
///
/// Older kernels have fewer columns. One value is parsed into again and again, so that its storage is reused.
package struct SoftnetStat: Sendable {
    /// One core.
    package struct Row: Sendable {
        /// The core's number.
        package let core: Int
        /// The same as text.
        package let name: String
        /// In the slots of ``SoftnetKey``.
        ///
        /// The kernel's counters have 32 bits; these go on where the kernel's step over.
        package fileprivate(set) var values = Array(
            repeating: Numbers<SoftnetKey>.absent, count: SoftnetKey.allCases.count)
        /// As the file had them.
        fileprivate var raw = Array(repeating: Numbers<SoftnetKey>.absent, count: SoftnetKey.allCases.count)
    }

    package private(set) var rows: [Row] = []
    /// Counts the readings in which other cores were online than in the one before.
    package private(set) var changes = 0

    package static let path = "net/softnet_stat"

    package init() {}
}

/// The columns that are taken, with their places in a row; those that are not here are always 0.
package enum SoftnetKey: String, NumberKey {
    /// Packets taken up.
    case processed
    /// Packets dropped because the core's backlog was full.
    case dropped
    /// Times that work was left although time or budget ran out.
    case squeezed
    /// Wake-ups by another core that handed packets over.
    case rps
    /// Packets of one sender dropped because the backlog was nearly full; since Linux 3.11.
    case flowLimit
    /// Packets in the backlog at this moment; since 5.10.
    case backlog

    package static let file: StaticString = "net/softnet_stat"

    fileprivate static func slot(ofColumn column: Int) -> Int? {
        switch column {
        case 0: 0
        case 1: 1
        case 2: 2
        case 9: 3
        case 10: 4
        case 11: 5
        default: nil
        }
    }
}

extension SoftnetStat {
    private static let backlogSlot = 5
    /// Where newer kernels say which core it is.
    private static let coreColumn = 12

    /// Replaces the reading; after an error it is empty, so that no difference can be taken from half a reading.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            rows.removeAll(keepingCapacity: true)
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "net/softnet_stat")
        var place = 0
        var hasChanged = false
        while try fields.nextLine(in: bytes) {
            var numbers = InlineArray<6, UInt64>(repeating: Numbers<SoftnetKey>.absent)
            var core = place
            var column = 0
            while true {
                let word = fields.word(in: bytes)
                if word.isEmpty { break }
                if let slot = SoftnetKey.slot(ofColumn: column) {
                    numbers[slot] = try fields.hexadecimal(in: bytes, at: word, "hexadecimal number")
                } else if column == Self.coreColumn {
                    let number = try fields.hexadecimal(in: bytes, at: word, "core's number")
                    guard let id = Int(exactly: number) else {
                        throw fields.malformed(in: bytes, word, "core's number")
                    }
                    core = id
                }
                column += 1
            }
            guard column >= 3 else { throw fields.malformed(in: bytes, 0..<0, "three numbers or more") }
            if place == rows.count || rows[place].core != core {
                if place < rows.count { rows.removeSubrange(place...) }
                rows.append(Row(core: core, name: String(core)))
                hasChanged = true
            }
            for slot in 0..<6 { rows[place].take(numbers[slot], at: slot, isCounter: slot != Self.backlogSlot) }
            place += 1
        }
        guard place > 0 else { throw fields.malformed(in: bytes, 0..<0, "a row for each core") }
        if place < rows.count {
            rows.removeSubrange(place...)
            hasChanged = true
        }
        if hasChanged { changes &+= 1 }
    }
}

extension SoftnetStat.Row {
    fileprivate mutating func take(_ number: UInt64, at slot: Int, isCounter: Bool) {
        let earlier = raw[slot]
        raw[slot] = number
        guard isCounter, earlier != Numbers<SoftnetKey>.absent, number != Numbers<SoftnetKey>.absent,
            let advance = number.advanceOf32Bits(since: earlier)
        else {
            values[slot] = number
            return
        }
        values[slot] &+= advance
    }
}
