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
    package mutating func begin(at time: Int) {
        if !bytes.isEmpty { bytes.append(0) }
        starts.append(bytes.count)
        append(digitsOf: time)
    }

    /// Adds the value of the next column.
    ///
    /// librrd reads decimals to about fifteen digits and takes what is near the end of the range for infinite: beyond
    /// 1e300 a value is unknown, as are NaN and the infinities.
    package mutating func append(_ value: Double) {
        bytes.append(UInt8(ascii: ":"))
        if !(value.magnitude <= 1e300) {
            bytes.append(UInt8(ascii: "U"))
        } else if let whole = Int(exactly: value), whole.magnitude < 1 << 53, value.sign == .plus || whole != 0 {
            append(digitsOf: whole)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
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

    private mutating func append(digitsOf number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let first = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[first...].reverse()
    }
}

extension UpdateLines: CustomStringConvertible {
    package var description: String {
        bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }
}
