/// Interrupts by line and core since the start, from `/proc/interrupts`.
///
/// One value is parsed into again and again, so that its storage is reused: only a line that was not there before
/// allocates. Costs some 20 ns a number, of which a host of 128 cores may have 64,000; the kernel takes longer to write
/// them.
package struct Interrupts: Sendable {
    /// The cores of the file's columns: those that are online.
    package private(set) var cores: [Int] = []
    /// In the kernel's order.
    package private(set) var lines: [InterruptLine] = []
    /// Lines that were left out because there are more than ``limit``.
    package private(set) var leftOut = 0
    private let limit: Int

    package static let path = "interrupts"

    /// - Parameter limit: The most lines that are kept.
    package init(limit: Int = 4096) { self.limit = limit }
}

/// One line of interrupts: of a device, or of the processor's own.
package struct InterruptLine: Sendable, NamedRow {
    /// What stands before the colon: the number of a device's line, or a word such as `LOC`.
    package let name: String
    /// The name, and the devices on the line as the kernel names them: `24 eth0-TxRx-0`.
    ///
    /// The processor's own lines have but their name.
    package private(set) var label: String
    private var devices = ""
    /// One for each of the first of ``Interrupts/cores``; some lines (`ERR`) have but one number for all.
    ///
    /// The kernel's counters have 32 bits, and step over.
    package private(set) var counts: [UInt32] = []

    package init(name: String) {
        self.name = name
        label = name
    }

    /// What came since an earlier reading of the line; nil if its cores or devices are others now, or a counter was reset.
    ///
    /// - Returns: The sum, the column with the most, and how many those are.
    package func advance(since earlier: InterruptLine) -> (sum: UInt64, busiest: Int, most: UInt32)? {
        guard counts.count == earlier.counts.count, label == earlier.label else { return nil }
        var (sum, busiest, most): (UInt64, Int, UInt32) = (0, 0, 0)
        for column in counts.indices {
            let advance = counts[column] &- earlier.counts[column]
            // As of other counters of 32 bits, a small fall is a reset and a large one the step over 2³².
            guard advance < 1 << 31 else { return nil }
            sum += UInt64(advance)
            if advance > most { (busiest, most) = (column, advance) }
        }
        return (sum, busiest, most)
    }
}

extension Interrupts {
    /// Replaces the reading; after an error it is empty, so that no difference can be taken from half a reading.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            cores.removeAll(keepingCapacity: true)
            lines.removeAll(keepingCapacity: true)
            leftOut = 0
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "interrupts")
        _ = try fields.nextLine(in: bytes)
        cores.removeAll(keepingCapacity: true)
        while true {
            let word = fields.word(in: bytes)
            if word.isEmpty { break }
            guard bytes.hasPrefix(word, "CPU") else { throw fields.malformed(in: bytes, word, "CPU and its number") }
            cores.append(try fields.count(in: bytes, at: word.lowerBound + 3..<word.upperBound, "number of a CPU"))
        }
        guard !cores.isEmpty else { throw fields.malformed(in: bytes, 0..<0, "CPU and its number") }
        leftOut = 0
        var place = 0
        while try fields.nextLine(in: bytes) {
            let label = fields.word(in: bytes)
            guard label.count > 1, label.count <= longestName, bytes[label.upperBound - 1] == UInt8(ascii: ":") else {
                throw fields.malformed(in: bytes, label, "interrupt and colon")
            }
            guard place < limit else {
                leftOut += 1
                continue
            }
            lines.settle(at: place, bytes, label.lowerBound..<label.upperBound - 1)
            lines[place].take(fields.remainder(), of: bytes, columns: cores.count)
            place += 1
        }
        lines.removeSubrange(place...)
    }
}

extension InterruptLine {
    /// Takes what follows the name: a number for each core, and words.
    ///
    /// The words are not told apart from the numbers by their place alone, since some lines have but one number.
    fileprivate mutating func take(_ range: Range<Int>, of bytes: Span<UInt8>, columns: Int) {
        var column = 0
        var next = range.lowerBound
        while column < columns {
            while next < range.upperBound, isBlank(bytes[next]) { next += 1 }
            var value: UInt64 = 0
            var end = next
            while end < range.upperBound {
                let digit = bytes[end] &- UInt8(ascii: "0")
                guard digit < 10 else { break }
                value = value &* 10 &+ UInt64(digit)
                end += 1
            }
            guard end > next, end == range.upperBound || isBlank(bytes[end]) else { break }
            let count = UInt32(truncatingIfNeeded: value)
            if column < counts.count { counts[column] = count } else { counts.append(count) }
            column += 1
            next = end
        }
        if counts.count > column { counts.removeLast(counts.count - column) }
        guard let first = name.utf8.first, first &- UInt8(ascii: "0") < 10 else { return }
        let words = Self.devices(in: bytes, next..<range.upperBound)
        if bytes.matches(words, devices) { return }
        devices = bytes.repairedText(words)
        label = devices.isEmpty ? name : "\(name) \(devices)"
    }

    /// The devices of a line's words, behind the chip and the kind of line (`IO-APIC   4-edge      ttyS0`): two blanks
    /// stand before them, and single ones between them.
    private static func devices(in bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let words = bytes.trimmed(range)
        var start = words.upperBound
        while start > words.lowerBound {
            if isBlank(bytes[start - 1]), start - 1 > words.lowerBound, isBlank(bytes[start - 2]) { break }
            start -= 1
        }
        let devices = start..<words.upperBound
        return devices.count > longestDevices ? start..<start + longestDevices : devices
    }

    /// Bytes of devices' names that are kept, many of which may share a line.
    private static let longestDevices = 100
}
