/// A reading as text: what librrd is given, and what a file keeps as the last one.
enum ReadingText {
    /// Appends a number so that it can be read back, `U` where it is unknown.
    ///
    /// librrd reads decimals to about fifteen digits and takes what is near the end of the range for infinite: beyond
    /// 1e300 a value is unknown, as are NaN and the infinities.
    static func append(_ value: Double, to bytes: inout [UInt8]) {
        if isUnknown(value) {
            bytes.append(UInt8(ascii: "U"))
        } else if let whole = Int(exactly: value), whole.magnitude < 1 << 53, value.sign == .plus || whole != 0 {
            append(digitsOf: whole, to: &bytes)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    static func isUnknown(_ value: Double) -> Bool { !(value.magnitude <= 1e300) }

    static func append(digitsOf number: Int, to bytes: inout [UInt8]) {
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
