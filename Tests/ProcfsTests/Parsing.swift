import Procfs

/// Parses text as though it were a file.
func parse<Result>(
    _ text: String, _ parser: (Span<UInt8>) throws(ProcfsError) -> Result
) throws(ProcfsError) -> Result {
    try parse(Array(text.utf8), parser)
}

/// Parses bytes as though they were a file.
func parse<Result>(
    _ bytes: [UInt8], _ parser: (Span<UInt8>) throws(ProcfsError) -> Result
) throws(ProcfsError) -> Result {
    try parser(bytes.span)
}

/// The readings that are parsed into again and again.
protocol Reparsed: Sendable {
    static var path: String { get }
    init()
    mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError)
}

extension Stat: Reparsed {}
extension Diskstats: Reparsed {}
extension NetDev: Reparsed {}
extension Mountinfo: Reparsed {}
extension Mdstat: Reparsed {}
extension DRBD: Reparsed {}
extension Mountstats: Reparsed {}
extension Swaps: Reparsed {}

extension Reparsed {
    init(_ text: String) throws(ProcfsError) { self = try ProcfsTests.parse(text, Self.parsed) }

    init(_ root: ProcRoot) throws(ProcfsError) { self = try root.read(Self.path, Self.parsed) }

    static func parsed(_ bytes: Span<UInt8>) throws(ProcfsError) -> Self {
        var reading = Self()
        try reading.parse(bytes)
        return reading
    }
}
