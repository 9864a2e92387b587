/// What the kernel reports in `/proc/mdstat`: the software RAID arrays of the host.
///
/// One value is parsed into again and again, so that its storage is reused.
package struct Mdstat: Sendable, Equatable {
    /// In the kernel's order.
    package private(set) var rows: [Row] = []

    /// One array.
    package struct Row: NamedRow, Equatable {
        package let name: String
        /// `raid1`; nil while it is inactive.
        package internal(set) var level: String?
        package internal(set) var state = MDState.inactive
        package internal(set) var failed: UInt64 = 0
        package internal(set) var spare: UInt64 = 0
        /// The disks that take part, spares and failed ones not among them, and those that the array wants to have.
        package internal(set) var active: UInt64 = 0
        package internal(set) var disks: UInt64 = 0
        package internal(set) var sync: Sync?

        package init(name: String) { self.name = name }
    }

    /// What an array does to its disks beside serving.
    package struct Sync: Sendable, Equatable {
        package let action: MDAction
        /// Whether it waits for another array that shares a disk, or for the first write.
        package internal(set) var isWaiting = false
        /// Blocks of 1 KiB that are done, and that there are.
        package internal(set) var done, total: UInt64?
        /// Bytes per second.
        package internal(set) var speed: UInt64?
    }

    package static let path = "mdstat"

    package init() {}
}

/// Whether an array serves.
package enum MDState: UInt64, Sendable {
    case inactive, active, readOnly, suspended, broken
}

/// What an array does to its disks, in the words of `sync_action`.
package enum MDAction: String, Sendable, CaseIterable {
    case idle, resync, recover, reshape, check, repair, frozen
}

extension Mdstat {
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
        var fields = Fields(of: "mdstat")
        var count = 0
        while try fields.nextLine(in: bytes) {
            let start = fields.word(in: bytes)
            guard !start.isEmpty else { continue }
            let isIndented = start.lowerBound > 0 && bytes[start.lowerBound - 1] != UInt8(ascii: "\n")
            if isIndented {
                if count > 0 { try rows[count - 1].take(detail: start, &fields, in: bytes) }
                continue
            }
            guard bytes.matches(fields.word(in: bytes), ":"), !bytes.matches(start, "Personalities") else { continue }
            guard start.count <= longestName else { throw fields.malformed(in: bytes, start, "array name") }
            rows.settle(at: count, bytes, start)
            try rows[count].begin(&fields, in: bytes)
            count += 1
        }
        rows.removeSubrange(count...)
    }
}

extension Mdstat.Row {
    /// Takes what follows the name: `active (auto-read-only) raid5 sdd1[3](S) sdc1[2](F) sdb1[1] sda1[0]`.
    fileprivate mutating func begin(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
        (failed, spare, active, disks, sync) = (0, 0, 0, 0, nil)
        let word = fields.word(in: bytes)
        state = try Self.state(word, fields, in: bytes)
        var hasLevel = false
        while true {
            let word = fields.word(in: bytes)
            if word.isEmpty { break }
            if bytes.matches(word, "(read-only)") || bytes.matches(word, "(auto-read-only)") {
                state = .readOnly
            } else if let bracket = bytes.firstIndex(of: UInt8(ascii: "["), in: word) {
                take(member: bracket..<word.upperBound, in: bytes)
            } else {
                hasLevel = true
                if level.map({ !bytes.matches(word, $0) }) ?? true { level = bytes.repairedText(word) }
            }
        }
        if !hasLevel { level = nil }
        disks = active
    }

    private static func state(
        _ word: Range<Int>, _ fields: Fields, in bytes: Span<UInt8>
    ) throws(ProcfsError) -> MDState {
        if bytes.matches(word, "active") { return .active }
        if bytes.matches(word, "inactive") { return .inactive }
        if bytes.matches(word, "broken") { return .broken }
        throw fields.malformed(in: bytes, word, "active or inactive")
    }

    /// Takes a disk's place and marks: `[2](F)`.
    private mutating func take(member marks: Range<Int>, in bytes: Span<UInt8>) {
        var (isFailed, isSpare, isJournal) = (false, false, false)
        for index in marks where bytes[index] == UInt8(ascii: "(") && index + 1 < marks.upperBound {
            switch bytes[index + 1] {
            case UInt8(ascii: "F"): isFailed = true
            case UInt8(ascii: "S"): isSpare = true
            case UInt8(ascii: "J"): isJournal = true
            default: break
            }
        }
        if isFailed {
            failed += 1
        } else if isSpare {
            spare += 1
        } else if !isJournal {
            active += 1
        }
    }

    /// Takes one of the indented lines.
    ///
    /// They are `1046528 blocks super 1.2 [2/1] [U_]`, `[==>...]  recovery = 12.6% (37043392/292945152) finish=127.5min
    /// speed=33440K/sec`, `resync=DELAYED`, and others that do not matter.
    fileprivate mutating func take(
        detail first: Range<Int>, _ fields: inout Fields, in bytes: Span<UInt8>
    ) throws(ProcfsError) {
        var word = first
        while !word.isEmpty {
            if let (wanted, working) = try Self.pair(word, "[", fields, in: bytes), sync == nil {
                (disks, active) = (wanted, working)
            } else if let (action, end) = Self.action(word, in: bytes) {
                sync = Mdstat.Sync(action: action, isWaiting: end < word.upperBound)
            } else if sync != nil, let (done, total) = try Self.pair(word, "(", fields, in: bytes) {
                sync?.done = done
                sync?.total = total
            } else if sync != nil, bytes.hasPrefix(word, "speed=") {
                sync?.speed = try Self.speed(word.dropFirst(6), fields, in: bytes)
            }
            word = fields.word(in: bytes)
        }
    }

    /// The numbers of `[2/1]` or `(37043392/292945152)`; nil if it is another word in brackets.
    private static func pair(
        _ word: Range<Int>, _ bracket: StaticString, _ fields: Fields, in bytes: Span<UInt8>
    ) throws(ProcfsError) -> (UInt64, UInt64)? {
        guard word.count > 4, bytes.hasPrefix(word, bracket),
            let slash = bytes.firstIndex(of: UInt8(ascii: "/"), in: word)
        else { return nil }
        return (
            try fields.unsigned(in: bytes, at: word.lowerBound + 1..<slash, "number"),
            try fields.unsigned(in: bytes, at: slash + 1..<max(slash + 1, word.upperBound - 1), "number")
        )
    }

    /// The action that the word names, and where its name ends: `resync` or `resync=DELAYED`.
    private static func action(_ word: Range<Int>, in bytes: Span<UInt8>) -> (MDAction, Int)? {
        let end = bytes.firstIndex(of: UInt8(ascii: "="), in: word) ?? word.upperBound
        let name = word.lowerBound..<end
        if bytes.matches(name, "resync") { return (.resync, end) }
        if bytes.matches(name, "recovery") { return (.recover, end) }
        if bytes.matches(name, "reshape") { return (.reshape, end) }
        if bytes.matches(name, "check") { return (.check, end) }
        if bytes.matches(name, "repair") { return (.repair, end) }
        return nil
    }

    /// Bytes per second of `33440K/sec`; nil if it was negative, as kernels say for a moment.
    private static func speed(
        _ word: Range<Int>, _ fields: Fields, in bytes: Span<UInt8>
    ) throws(ProcfsError) -> UInt64? {
        if bytes.hasPrefix(word, "-") { return nil }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "K"), in: word) else {
            throw fields.malformed(in: bytes, word, "speed in K/sec")
        }
        let (speed, overflow) = try fields.unsigned(in: bytes, at: word.lowerBound..<end, "speed in K/sec")
            .multipliedReportingOverflow(by: 1024)
        return overflow ? nil : speed
    }
}
