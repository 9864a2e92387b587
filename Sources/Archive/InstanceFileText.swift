package import MetricModel

/// An instance as a part of a file name: `[A-Za-z0-9_.-]` as it is, every other byte as `%XX`.
///
/// A name that would be longer than ``limit`` is cut and ends in `~` and a hash of the whole; `~` occurs in no other.
package enum InstanceFileText {
    /// The longest text in bytes: with the subject, the sibling's number, ".rrd" and what a damaged file is renamed to,
    /// a file name stays within the 255 bytes that file systems allow.
    package static let limit = 180

    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    package static func encode(_ instance: InstanceName) -> String {
        let whole = escape(instance.text)
        guard whole.count > limit else { return String(decoding: whole, as: UTF8.self) }
        var hash = FNV1a()
        hash.add(instance.text)
        let digits = String(hash.value, radix: 16)
        let mark = "~" + String(repeating: "0", count: 16 - digits.count) + digits
        var front = Array(whole.prefix(limit - mark.utf8.count))
        if let percent = front.suffix(2).lastIndex(of: UInt8(ascii: "%")) { front.removeSubrange(percent...) }
        return String(decoding: front, as: UTF8.self) + mark
    }

    /// The instance a part of a file name stands for; nil if it was cut, or is not what ``encode(_:)`` writes.
    package static func decode(_ text: some StringProtocol) -> InstanceName? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        guard let instance = InstanceName(utf8: bytes), encode(instance) == String(text) else { return nil }
        return instance
    }

    /// Whether it is what ``encode(_:)`` makes of an instance that is too long.
    static func isCut(_ text: some StringProtocol) -> Bool {
        let (front, mark) = (text.utf8.dropLast(17), text.utf8.suffix(17))
        return !front.isEmpty && text.utf8.count <= limit && mark.first == UInt8(ascii: "~")
            && front.allSatisfy { isUnreserved($0) || $0 == UInt8(ascii: "%") }
            && mark.dropFirst().allSatisfy { digit($0) != nil || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 }
    }

    private static func escape(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            }
        }
        return result
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        hexDigits.firstIndex(of: byte).map(UInt8.init)
    }
}
