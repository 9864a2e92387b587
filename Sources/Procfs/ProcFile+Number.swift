extension ProcFile {
    /// Reads a file that holds one whole number, as most of `/sys` do; nil if it is missing.
    ///
    /// Errors call it `file`.
    package mutating func numberIfPresent(
        of file: StaticString, through buffer: inout ReadBuffer
    ) throws(ProcfsError) -> UInt64? {
        try readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try UInt64(parsingLine: bytes, of: file)
        }
    }
}

extension UInt64 {
    /// The number that is all of a file.
    package init(parsingLine bytes: Span<UInt8>, of file: StaticString) throws(ProcfsError) {
        var fields = Fields(of: file)
        _ = try fields.nextLine(in: bytes)
        self = try fields.unsigned(in: bytes, "number")
        try fields.finish(in: bytes)
    }
}
