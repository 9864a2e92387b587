import Parsers
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

extension Reparsed {
    init(_ text: String) throws(ProcfsError) { self = try ProcfsTests.parse(text, Self.parsed) }

    init(_ root: ProcRoot) throws(ProcfsError) { self = try root.read(Self.path, Self.parsed) }
}
