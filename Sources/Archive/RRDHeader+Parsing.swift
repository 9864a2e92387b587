import Foundation

extension RRDHeader {
    /// Checks the header of a file.
    ///
    /// - `bytes`: the file from its beginning: at least the whole header where it is sound.
    /// - `fileSize`: of the whole file, in bytes.
    /// - `path`: for the error.
    /// - `now`: seconds since 1970.
    package init(parsing bytes: [UInt8], fileSize: Int, path: String, now: Int) throws(RRDHeaderError) {
        let header = HeaderBytes(bytes, path: path)
        let counts = try Counts(header)
        guard header.bytes.count >= counts.headerSize else {
            throw header.damaged("header", expected: "\(counts.headerSize) bytes", found: "\(bytes.count)")
        }
        columns = try (0..<counts.columns).map { index throws(RRDHeaderError) in
            try Column(header, at: RRDFormat.statHead + index * RRDFormat.columnDefinition, index: index)
        }
        let archivesAt = RRDFormat.statHead + counts.columns * RRDFormat.columnDefinition
        archives = try (0..<counts.archives).map { index throws(RRDHeaderError) in
            try RoundRobinArchive(header, at: archivesAt + index * RRDFormat.archiveDefinition, index: index)
        }
        version = counts.version
        step = counts.step
        for (index, archive) in archives.enumerated() {
            // Also keeps the arithmetic of times from overflowing, here and in librrd.
            let (span, overflow) = (archive.stepsPerRow * step).multipliedReportingOverflow(by: archive.rows)
            guard !overflow, span <= Self.maximumSpan else {
                throw header.damaged(
                    "span of archive \(index)", expected: "at most \(Self.maximumSpan) s",
                    found: "\(archive.rows) rows of \(archive.stepsPerRow) steps of \(step) s")
            }
        }

        let liveHead = archivesAt + counts.archives * RRDFormat.archiveDefinition
        lastUpdate = try header.number("last update", at: liveHead, in: 0...Int.max)
        _ = try header.number("last update's microseconds", at: liveHead + 8, in: 0...999_999)
        let columnStates = liveHead + RRDFormat.liveHead
        for index in columns.indices {
            _ = try header.text(
                "last value of \(columns[index].name)", at: columnStates + index * RRDFormat.columnState, size: 30)
        }
        let pointers = counts.headerSize - counts.archives * RRDFormat.archivePointer
        for (index, archive) in archives.enumerated() {
            let range = 0...(archive.rows - 1)
            _ = try header.number("row pointer of archive \(index)", at: pointers + index * 8, in: range)
        }

        // Within the limits: 64 archives of 2^26 rows of 1,024 values of 8 bytes are 2^45.
        let size = counts.headerSize + archives.reduce(0) { $0 + $1.rows } * columns.count * 8
        guard fileSize >= size else {
            throw header.damaged("size", expected: "\(size) bytes", found: "\(fileSize)")
        }
        guard lastUpdate <= now || lastUpdate - now <= 86_400 else {
            throw .fromTheFuture(path: path, lastUpdate: lastUpdate, now: now)
        }
    }

    /// The first 128 bytes: what kind of file this is, and how long its header is.
    struct Counts {
        let version, columns, archives, step: Int
        var headerSize: Int { RRDFormat.headerSize(columns: columns, archives: archives) }

        init(_ header: HeaderBytes) throws(RRDHeaderError) {
            guard header.bytes.count >= RRDFormat.statHead else {
                throw header.damaged(
                    "header", expected: "at least \(RRDFormat.statHead) bytes", found: "\(header.bytes.count)")
            }
            let cookie = try header.text("cookie", at: 0, size: 4)
            guard cookie == "RRD" else { throw header.damaged("cookie", expected: "RRD", found: "\"\(cookie)\"") }
            let version = try header.text("version", at: 4, size: 5)
            guard let number = ["0003": 3, "0004": 4, "0005": 5][version] else {
                throw header.damaged("version", expected: "0003 to 0005", found: "\"\(version)\"")
            }
            self.version = number
            // A file of another byte order or another layout of doubles is told by this number.
            let float = header.double(at: 16)
            guard float == 8.642135E130 else {
                throw header.damaged("float cookie", expected: "8.642135e+130", found: "\(float)")
            }
            columns = try header.number("number of columns", at: 24, in: 1...RRDHeader.maximumColumns)
            archives = try header.number("number of archives", at: 32, in: 1...RRDHeader.maximumArchives)
            step = try header.number("step", at: 40, in: 1...RRDHeader.maximumStep)
        }
    }
}

extension RRDHeader.Column {
    fileprivate init(_ header: HeaderBytes, at offset: Int, index: Int) throws(RRDHeaderError) {
        name = try header.text("name of column \(index)", at: offset, size: 20)
        let isLegal = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard !name.isEmpty, isLegal else {
            throw header.damaged("name of column \(index)", expected: "[A-Za-z0-9_-]", found: "\"\(name)\"")
        }
        let text = try header.text("type of column \(index)", at: offset + 20, size: 20)
        guard let type = RRDHeader.ColumnType(rawValue: text) else {
            throw header.damaged("type of column \(index)", expected: "GAUGE or its like", found: "\"\(text)\"")
        }
        self.type = type
        heartbeat = try header.number("heartbeat of column \(index)", at: offset + 40, in: 0...Int.max)
    }
}

extension RoundRobinArchive {
    /// Holt-Winters archives are refused: their indices into each other can stop the process.
    fileprivate init(_ header: HeaderBytes, at offset: Int, index: Int) throws(RRDHeaderError) {
        let text = try header.text("kind of archive \(index)", at: offset, size: 20)
        guard let consolidation = Consolidation(rawValue: text) else {
            throw header.damaged(
                "kind of archive \(index)", expected: "AVERAGE, MIN, MAX or LAST", found: "\"\(text)\"")
        }
        self.init(
            consolidation,
            stepsPerRow: try header.number(
                "steps per row of archive \(index)", at: offset + 32, in: 1...RRDHeader.maximumStepsPerRow),
            rows: try header.number("rows of archive \(index)", at: offset + 24, in: 1...RRDHeader.maximumRows),
            maximumUnknown: header.double(at: offset + 40))
    }
}

/// The bytes of a header, and the place for the error.
///
/// Offsets must lie within them.
struct HeaderBytes {
    let bytes: [UInt8]
    private let path: String

    init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    /// An unsigned number in the range; one above `Int.max` is in none.
    func number(_ part: String, at offset: Int, in range: ClosedRange<Int>) throws(RRDHeaderError) -> Int {
        let found = bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        guard let number = Int(exactly: found), range.contains(number) else {
            throw damaged(part, expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(found)")
        }
        return number
    }

    func double(at offset: Int) -> Double {
        let bits = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
        return Double(bitPattern: UInt64(littleEndian: bits))
    }

    /// The text up to the NUL that must be there.
    func text(_ part: String, at offset: Int, size: Int) throws(RRDHeaderError) -> String {
        let field = bytes[offset..<(offset + size)]
        guard let end = field.firstIndex(of: 0) else {
            throw damaged(part, expected: "text of at most \(size - 1) bytes", found: "no end")
        }
        return String(decoding: field[..<end], as: UTF8.self)
    }

    func damaged(_ part: String, expected: String, found: String) -> RRDHeaderError {
        .damaged(path: path, part: part, expected: expected, found: found)
    }
}
