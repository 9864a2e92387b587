/// What a file of named numbers said, each number in the slot of its key; what the kernel does not report is nil.
///
/// One value is parsed into again and again: its storage, and what it learned of the file's order, are reused, so that a
/// reading after the first allocates nothing.
package struct Numbers<Key: NumberKey>: Sendable {
    /// One for each key, ``absent`` where the file has no such name.
    package private(set) var values: [UInt64]
    private var layout = NumberLayout(of: Key.self)

    /// No counter comes so far.
    package static var absent: UInt64 { .max }

    package init() { values = Array(repeating: Self.absent, count: Key.allCases.count) }

    /// Puts a number into its slot, for readings that are put together from several files.
    package mutating func set(_ number: UInt64?, at slot: Int) { values[slot] = number ?? Self.absent }

    /// Adds a number to that in the slot.
    package mutating func add(_ number: UInt64, at slot: Int) { Self.add(number, to: &values[slot]) }

    /// Forgets the numbers, not what was learned of the file.
    package mutating func clear() {
        for slot in values.indices { values[slot] = Self.absent }
    }

    /// Searches for the key's place; a tick goes by ``values``.
    package subscript(key: Key) -> UInt64? {
        let value = values[key.slot]
        return value == Self.absent ? nil : value
    }
}

extension Numbers {
    /// Replaces the reading by lines of `name number`, such as `pgpgin 1234` or `MemTotal: 25276510 kB`.
    ///
    /// `kB` behind a number makes it bytes. After an error all is nil, so that no difference can be taken from half a
    /// reading.
    ///
    /// - Parameters:
    ///   - colon: Whether a name ends with a colon.
    ///   - prefixWords: Words in front of every name, which are passed over: 2 for `Node 0 MemTotal:`.
    package mutating func parseLines(
        _ bytes: Span<UInt8>, colon: Bool = false, prefixWords: Int = 0
    ) throws(ProcfsError) {
        try replacing { (values, layout) throws(ProcfsError) in
            var fields = Fields(of: Key.file)
            var place = 0
            while try fields.nextLine(in: bytes) {
                for _ in 0..<prefixWords { _ = fields.word(in: bytes) }
                var name = fields.word(in: bytes)
                guard !name.isEmpty else { throw fields.malformed(in: bytes, name, "name and number") }
                if colon {
                    guard bytes[name.upperBound - 1] == UInt8(ascii: ":") else {
                        throw fields.malformed(in: bytes, name, "name and colon")
                    }
                    name = name.lowerBound..<name.upperBound - 1
                }
                if let slot = layout.slot(at: place, bytes, name) {
                    Self.add(try fields.amount(in: bytes), to: &values[slot])
                }
                place += 1
            }
            guard place > 0 else { throw fields.malformed(in: bytes, 0..<0, "name and number") }
        }
    }

    /// Replaces the reading by pairs of lines, names above numbers, such as `Tcp: RtoAlgorithm RtoMin` and `Tcp: 1 200`; a
    /// number's name is `Tcp.RtoMin`.
    ///
    /// A number below zero (`MaxConn` is -1) is passed over.
    package mutating func parseColumns(_ bytes: Span<UInt8>) throws(ProcfsError) {
        try replacing { (values, layout) throws(ProcfsError) in
            var fields = Fields(of: Key.file)
            var group = 0
            while try fields.nextLine(in: bytes) {
                let header = fields.remainder()
                let columns = layout.columns(ofGroup: group, bytes, header)
                guard try fields.nextLine(in: bytes) else {
                    throw fields.malformed(in: bytes, header, "numbers below their names")
                }
                let name = fields.word(in: bytes)
                guard layout.begins(group: group, bytes, name) else {
                    throw fields.malformed(in: bytes, name, "the same name as above")
                }
                for column in columns {
                    let word = fields.word(in: bytes)
                    let slot = layout.slot(ofColumn: column)
                    if word.isEmpty { throw fields.malformed(in: bytes, word, "as many numbers as names") }
                    guard slot >= 0, bytes[word.lowerBound] != UInt8(ascii: "-") else { continue }
                    Self.add(try fields.unsigned(in: bytes, at: word, "number"), to: &values[slot])
                }
                group += 1
            }
            guard group > 0 else { throw fields.malformed(in: bytes, 0..<0, "names and numbers") }
        }
    }

    /// Replaces the reading by lines of several names and numbers each, such as `TCP: inuse 5 orphan 0`; a number's name is
    /// `TCP.inuse`.
    package mutating func parsePairs(_ bytes: Span<UInt8>) throws(ProcfsError) {
        try replacing { (values, layout) throws(ProcfsError) in
            var fields = Fields(of: Key.file)
            var isEmpty = true
            while try fields.nextLine(in: bytes) {
                let group = fields.word(in: bytes)
                guard group.count > 1, bytes[group.upperBound - 1] == UInt8(ascii: ":") else {
                    throw fields.malformed(in: bytes, group, "name and colon")
                }
                isEmpty = false
                while true {
                    let name = fields.word(in: bytes)
                    if name.isEmpty { break }
                    let word = fields.word(in: bytes)
                    guard let slot = layout.slot(of: bytes, group.lowerBound..<group.upperBound - 1, name) else {
                        continue
                    }
                    Self.add(try fields.unsigned(in: bytes, at: word, "number"), to: &values[slot])
                }
            }
            if isEmpty { throw fields.malformed(in: bytes, 0..<0, "name and colon") }
        }
    }

    /// Replaces the reading by lines of a name and numbers that are known by their place, such as `rpc 12 0 13`.
    ///
    /// Lines that no row is for, and what stands behind a row's last place, are passed over.
    package mutating func parseRows(_ bytes: Span<UInt8>, _ rows: [NumberRow]) throws(ProcfsError) {
        try replacing { (values, _) throws(ProcfsError) in
            var fields = Fields(of: Key.file)
            var isEmpty = true
            while try fields.nextLine(in: bytes) {
                let name = fields.word(in: bytes)
                guard let row = rows.first(where: { bytes.matches(name, $0.name) }) else { continue }
                isEmpty = false
                for slot in row.slots {
                    let word = fields.word(in: bytes)
                    if word.isEmpty { break }
                    guard slot >= 0 else { continue }
                    Self.add(try fields.unsigned(in: bytes, at: word, "number"), to: &values[slot])
                }
            }
            if isEmpty { throw fields.malformed(in: bytes, 0..<0, "name and numbers") }
        }
    }

    private mutating func replacing(
        _ fill: (inout [UInt64], inout NumberLayout) throws(ProcfsError) -> Void
    ) throws(ProcfsError) {
        clear()
        do throws(ProcfsError) {
            try fill(&values, &layout)
        } catch {
            clear()
            throw error
        }
    }

    /// Parts of a counter wrap together as the counter itself would.
    @inline(__always)
    static func add(_ number: UInt64, to value: inout UInt64) {
        value = value == absent ? number : value &+ number
    }
}
