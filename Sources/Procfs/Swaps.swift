/// The swap spaces in use, from `/proc/swaps`.
///
/// One value is parsed into again and again, so that its storage is reused.
package struct Swaps: Sendable {
    /// In the kernel's order.
    package private(set) var rows: [Row] = []

    /// One device or file.
    package struct Row: NamedRow {
        /// As the file spells it: ``device`` with `\\040` for a space.
        package let name: String
        /// `/dev/sda2`, `/swapfile`.
        package let device: String
        package internal(set) var numbers = Numbers<SwapsKey>()
        /// Of spaces with different ones, that with the highest is filled first; the kernel gives −2 and below itself.
        package internal(set) var priority = 0

        package init(name: String) {
            self.name = name
            let bytes = Array(name.utf8)
            device = Mount.unescaped(bytes.span, 0..<bytes.count)
        }
    }

    package static let path = "swaps"

    package init() {}
}

/// In bytes.
package enum SwapsKey: String, NumberKey {
    case size, used

    package static let file: StaticString = "swaps"
}

extension Swaps {
    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            rows.removeAll(keepingCapacity: true)
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: SwapsKey.file)
        guard try fields.nextLine(in: bytes), bytes.matches(fields.word(in: bytes), "Filename") else {
            throw fields.malformed(in: bytes, 0..<min(bytes.count, 8), "a line of names")
        }
        var count = 0
        while try fields.nextLine(in: bytes) {
            let name = fields.word(in: bytes)
            guard !name.isEmpty, name.count <= 4096 else { throw fields.malformed(in: bytes, name, "device") }
            _ = fields.word(in: bytes)
            let size = try Self.kilobytes(&fields, in: bytes, "size")
            let used = try Self.kilobytes(&fields, in: bytes, "used size")
            let priority = fields.word(in: bytes)
            let isNegative = bytes.hasPrefix(priority, "-")
            let number = try fields.count(in: bytes, at: isNegative ? priority.dropFirst() : priority, "priority")
            rows.settle(at: count, bytes, name)
            rows[count].numbers.set(size, at: 0)
            rows[count].numbers.set(used, at: 1)
            rows[count].priority = isNegative ? -number : number
            count += 1
        }
        rows.removeSubrange(count...)
    }

    private static func kilobytes(
        _ fields: inout Fields, in bytes: Span<UInt8>, _ expected: StaticString
    ) throws(ProcfsError) -> UInt64 {
        let word = fields.word(in: bytes)
        let (amount, overflow) = try fields.unsigned(in: bytes, at: word, expected)
            .multipliedReportingOverflow(by: 1024)
        guard !overflow else { throw fields.malformed(in: bytes, word, expected) }
        return amount
    }
}
