internal import CRRD

/// Rows as librrd takes them, `1700000000:12.5:U`, in one buffer that is used again and again.
package struct UpdateLines {
    private var bytes: [UInt8] = []
    private var starts: [Int] = []

    package init() {}

    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    /// Begins a line.
    ///
    /// - `time`: seconds since 1970.
    /// - `microseconds`: 0..<1_000_000; librrd may read one less.
    package mutating func begin(at time: Int, microseconds: Int = 0) {
        if !bytes.isEmpty { bytes.append(0) }
        starts.append(bytes.count)
        ReadingText.append(digitsOf: time, to: &bytes)
        guard microseconds != 0 else { return }
        // The one in front keeps the zeros, and gives its place to the point.
        let point = bytes.count
        ReadingText.append(digitsOf: 1_000_000 + microseconds, to: &bytes)
        bytes[point] = UInt8(ascii: ".")
    }

    /// Adds the value of the next column, NaN where it is unknown.
    package mutating func append(_ value: Double) {
        bytes.append(UInt8(ascii: ":"))
        ReadingText.append(value, to: &bytes)
    }

    package mutating func appendUnknown() {
        bytes.append(UInt8(ascii: ":"))
        bytes.append(UInt8(ascii: "U"))
    }

    /// Writes the lines to a file, in one call.
    ///
    /// After an error, the lines before the one refused are written.
    package mutating func write(to path: String) throws(RRDError) {
        guard !starts.isEmpty else { return }
        bytes.append(0)
        defer { bytes.removeLast() }
        try bytes.withUnsafeBufferPointer { buffer throws(RRDError) in
            let text = UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var lines = starts.map { text?.advanced(by: $0) }
            try RRDLibrary.call("rrd_updatex_r", on: path) {
                // Skipping what is older than the file's last row, so that a file that another program has written to
                // takes the rest of the batch.
                let flags = CInt(RRD_SKIP_PAST_UPDATES)
                return rrd_updatex_r(path, nil, flags, CInt(lines.count), &lines) == 0 ? () : nil
            }
        }
    }
}

extension UpdateLines: CustomStringConvertible {
    package var description: String {
        bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }
}
