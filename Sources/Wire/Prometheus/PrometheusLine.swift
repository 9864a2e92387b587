import MetricModel

/// One line of the Prometheus exposition format, read from its beginning.
struct PrometheusLine: ~Escapable {
    enum Content {
        case nothing
        case help(String, String)
        case type(String, PrometheusType)
        case sample(PrometheusSample)
    }

    private let bytes: Span<UInt8>
    private let end: Int
    private var place: Int
    private let number: Int
    private let isWhole: Bool
    private let explains: Bool

    private static let longestName = 200
    private static let longestNumber = 64
    private static let mostLabels = 32
    private static let labelCount = "at most \(mostLabels) labels"
    private static let metricName = "a metric's name of at most \(longestName) bytes"

    /// A line, without its end.
    ///
    /// `isWhole` says whether there was an end: a number without one may be half a number. `explains` says whether errors
    /// tell what is wrong: to put that into words takes longer than all else.
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>, number: Int, isWhole: Bool, explains: Bool) {
        self.bytes = bytes
        self.number = number
        self.isWhole = isWhole
        self.explains = explains
        place = range.lowerBound
        var end = range.upperBound
        if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        self.end = end
    }

    /// - Throws: what the line should have said.
    mutating func content() throws(PrometheusError) -> Content {
        guard end - place <= PrometheusText.longestLine else {
            throw error("a line of at most \(PrometheusText.longestLine) bytes", explains ? "\(end - place)" : "")
        }
        skipBlanks()
        guard let first = next else { return .nothing }
        return first == UInt8(ascii: "#") ? try comment() : .sample(try sample())
    }

    func error(_ expected: String, _ found: String) -> PrometheusError {
        PrometheusError(line: number, expected: expected, found: found)
    }

    /// Whether it may hold a sample: it is neither empty nor a comment.
    var isSample: Bool {
        var line = self
        line.skipBlanks()
        return line.next.map { $0 != UInt8(ascii: "#") } ?? false
    }

    private var next: UInt8? { place < end ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 { place += 1 }
    }

    /// The bytes up to the next blank.
    private mutating func word() -> Range<Int> {
        skipBlanks()
        let start = place
        while let byte = next, byte != 0x20, byte != 0x09 { place += 1 }
        return start..<place
    }

    private func text(_ range: Range<Int>) throws(PrometheusError) -> String {
        let text = bytes.extracting(range).withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
        guard let text else { throw error("UTF-8", "other bytes") }
        return text
    }

    /// What is left, for a message.
    private var rest: String { quoted(place..<end) }

    private func quoted(_ range: Range<Int>) -> String {
        guard explains else { return "" }
        let short = range.prefix(Self.longestName)
        return bytes.extracting(short).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }.excerpt
    }

    private mutating func comment() throws(PrometheusError) -> Content {
        place += 1
        // Other remarks may be anything, of any length.
        guard case let range = word(), range.count == 4 else { return .nothing }
        switch try text(range) {
        case "HELP":
            let name = try metricName()
            skipBlanks()
            return .help(name, try unescaped(place..<end, quotes: false))
        case "TYPE":
            let name = try metricName()
            let range = word()
            // OpenMetrics has more kinds; they are numbers all the same.
            let type = range.count <= Self.longestNumber ? PrometheusType(rawValue: try text(range)) : nil
            return .type(name, type ?? .untyped)
        default: return .nothing
        }
    }

    private mutating func metricName() throws(PrometheusError) -> String {
        skipBlanks()
        let start = place
        while let byte = next, Self.isName(byte, isFirst: place == start) { place += 1 }
        guard place > start, place - start <= Self.longestName else {
            throw error(Self.metricName, rest)
        }
        return try text(start..<place)
    }

    private static func isName(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: ":"):
            true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst
        default: false
        }
    }

    private mutating func sample() throws(PrometheusError) -> PrometheusSample {
        let name = try metricName()
        var labels: [PrometheusSample.Label] = []
        skipBlanks()
        if next == UInt8(ascii: "{") { labels = try self.labels() }
        let range = word()
        guard (1...Self.longestNumber).contains(range.count), let value = Double(try text(range)) else {
            throw error("a number", quoted(range))
        }
        try passTimestampAndExemplar()
        guard isWhole else { throw error("an end of the line", quoted(range)) }
        return PrometheusSample(name, labels, value)
    }

    /// A sample is about the moment at which it is read, whatever its time stamp says.
    private mutating func passTimestampAndExemplar() throws(PrometheusError) {
        var range = word()
        if !range.isEmpty, bytes[range.lowerBound] != UInt8(ascii: "#") {
            guard range.count <= Self.longestNumber, Double(try text(range)) != nil else {
                throw error("a time stamp", quoted(range))
            }
            range = word()
        }
        guard range.isEmpty || bytes[range.lowerBound] == UInt8(ascii: "#") else {
            throw error("nothing more", quoted(range))
        }
    }

    private mutating func labels() throws(PrometheusError) -> [PrometheusSample.Label] {
        var labels: [PrometheusSample.Label] = []
        place += 1
        while true {
            skipBlanks()
            if next == UInt8(ascii: "}") {
                place += 1
                return labels
            }
            guard labels.count < Self.mostLabels else { throw error(Self.labelCount, "one more") }
            let name = try metricName()
            skipBlanks()
            guard next == UInt8(ascii: "=") else { throw error("\"=\" behind a label", rest) }
            place += 1
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw error("a quoted value", rest) }
            place += 1
            let start = place
            while let byte = next, byte != UInt8(ascii: "\"") {
                place += byte == UInt8(ascii: "\\") ? 2 : 1
            }
            guard place < end else {
                place = start
                throw error("a closing quote", rest)
            }
            labels.append(.init(name, try unescaped(start..<place, quotes: true)))
            place += 1
            skipBlanks()
            if next == UInt8(ascii: ",") {
                place += 1
            } else if next != UInt8(ascii: "}") {
                throw error("\",\" or \"}\"", rest)
            }
        }
    }

    /// Undoes `\\`, `\n` and, in labels, `\"`.
    private func unescaped(_ range: Range<Int>, quotes: Bool) throws(PrometheusError) -> String {
        let raw = try text(range)
        guard raw.utf8.contains(UInt8(ascii: "\\")) else { return raw }
        var plain = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in raw.unicodeScalars {
            if !isEscaped, scalar == "\\" {
                isEscaped = true
                continue
            }
            if isEscaped, scalar == "n" {
                plain.append("\n")
            } else {
                if isEscaped, scalar != "\\", !(quotes && scalar == "\"") { plain.append("\\") }
                plain.append(scalar)
            }
            isEscaped = false
        }
        return String(plain)
    }
}
