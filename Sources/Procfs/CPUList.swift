/// Lists of numbers as the kernel writes them for cores and NUMA nodes: `0-3,8-11`; an empty line is no number at all.
package enum CPUList {
    /// No kernel has as many cores or nodes.
    package static let limit = 1 << 16

    /// Hands out each number of the list, in its order.
    ///
    /// - Throws: if a range runs backwards, or a number is ``limit`` or more.
    package static func parse(
        _ bytes: Span<UInt8>, of file: StaticString, _ take: (Int) -> Void
    ) throws(ProcfsError) {
        var fields = Fields(of: file)
        guard try fields.nextLine(in: bytes) else { throw fields.malformed(in: bytes, 0..<0, "list of numbers") }
        let line = bytes.trimmed(fields.remainder())
        try fields.finish(in: bytes)
        var next = line.lowerBound
        while next < line.upperBound {
            let end = bytes.firstIndex(of: UInt8(ascii: ","), in: next..<line.upperBound) ?? line.upperBound
            let dash = bytes.firstIndex(of: UInt8(ascii: "-"), in: next..<end)
            let first = try fields.count(in: bytes, at: next..<(dash ?? end), "number")
            let last = try dash.map { (dash) throws(ProcfsError) in
                try fields.count(in: bytes, at: dash + 1..<end, "end of range")
            }
            guard first < limit, last ?? first < limit, first <= last ?? first else {
                throw fields.malformed(in: bytes, next..<end, "range of numbers below 65536")
            }
            for number in first...(last ?? first) { take(number) }
            next = end + 1
        }
    }
}
