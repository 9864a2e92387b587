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

    /// Adds the numbers of another reading, slot by slot; where one has none, the other's counts.
    package mutating func add(_ others: [UInt64]) {
        for slot in values.indices where others[slot] != Self.absent { Self.add(others[slot], to: &values[slot]) }
    }

    /// Puts a number into every slot, in the order of the keys, for readings that come from something else than a file of
    /// named numbers.
    package mutating func replace<let count: Int>(_ numbers: InlineArray<count, UInt64?>) {
        precondition(count == values.count, "a number for each key")
        for slot in numbers.indices { values[slot] = numbers[slot] ?? Self.absent }
    }

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

extension Numbers: Equatable {
    /// Whether the numbers are the same, whatever was learned of files.
    package static func == (left: Self, right: Self) -> Bool { left.values == right.values }
}

extension Numbers {
    /// Replaces the reading by lines of `name number`, such as `pgpgin 1234` or `MemTotal: 25276510 kB`.
    ///
    /// `kB` behind a number makes it bytes. After an error all is nil, so that no difference can be taken from half a
    /// reading.
    ///
    /// With `colon`, every name ends with one; `prefixWords` in front of every name are passed over: 2 for
    /// `Node 0 MemTotal:`.
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
    ///
    /// If `adding`, they join the numbers of another file instead. A number below zero is passed over.
    package mutating func parsePairs(_ bytes: Span<UInt8>, adding: Bool = false) throws(ProcfsError) {
        try replacing(keepingOthers: adding) { (values, layout) throws(ProcfsError) in
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
                    // The kernel's sums of what each core holds may pass below zero for a moment.
                    if !word.isEmpty, bytes[word.lowerBound] == UInt8(ascii: "-") { continue }
                    Self.add(try fields.unsigned(in: bytes, at: word, "number"), to: &values[slot])
                }
            }
            if isEmpty { throw fields.malformed(in: bytes, 0..<0, "name and colon") }
        }
    }

    /// Replaces the reading by a table in hexadecimal, names in the first line and a line of numbers for each core below it,
    /// which are added up: a file of `/proc/net/stat`.
    ///
    /// The number `same` stands in every line alike, and is taken once.
    package mutating func parseTable(_ bytes: Span<UInt8>, same sameSlot: Int? = nil) throws(ProcfsError) {
        try replacing { (values, layout) throws(ProcfsError) in
            var fields = Fields(of: Key.file)
            var slots = InlineArray<64, Int>(repeating: -1)
            guard try fields.nextLine(in: bytes) else { throw fields.malformed(in: bytes, 0..<0, "names") }
            var columns = 0
            while columns < slots.count {
                let name = fields.word(in: bytes)
                if name.isEmpty { break }
                slots[columns] = layout.slot(at: columns, bytes, name) ?? -1
                columns += 1
            }
            var isFirst = true
            while try fields.nextLine(in: bytes) {
                for column in 0..<columns {
                    let word = fields.word(in: bytes)
                    if word.isEmpty { throw fields.malformed(in: bytes, word, "as many numbers as names") }
                    let slot = slots[column]
                    guard slot >= 0, isFirst || slot != sameSlot else { continue }
                    let number = try fields.hexadecimal(in: bytes, at: word, "hexadecimal number")
                    Self.add(number, to: &values[slot])
                }
                isFirst = false
            }
            if isFirst { throw fields.malformed(in: bytes, 0..<0, "numbers below their names") }
        }
    }

    /// Adds lines of `name number` from one of several files, which has a layout of its own.
    ///
    /// An error leaves half a reading: whoever puts one together forgets it then.
    mutating func addLines(
        _ bytes: Span<UInt8>, of file: StaticString, by layout: inout NumberLayout
    ) throws(ProcfsError) {
        var fields = Fields(of: file)
        var place = 0
        while try fields.nextLine(in: bytes) {
            let name = fields.word(in: bytes)
            guard !name.isEmpty else { throw fields.malformed(in: bytes, name, "name and number") }
            if let slot = layout.slot(at: place, bytes, name) {
                Self.add(try fields.unsigned(in: bytes, "number"), to: &values[slot])
            }
            place += 1
        }
        guard place > 0 else { throw fields.malformed(in: bytes, 0..<0, "name and number") }
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
        keepingOthers: Bool = false,
        _ fill: (inout [UInt64], inout NumberLayout) throws(ProcfsError) -> Void
    ) throws(ProcfsError) {
        if !keepingOthers { clear() }
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
