/// What `/proc/cpuinfo` says of the first core.
///
/// Its rows differ by architecture; what is absent is nil.
package struct CPUInfo: Sendable, Equatable {
    /// `AMD EPYC 9354`: from `model name`, elsewhere `Processor`, `cpu model`, `cpu` or `Model`.
    package private(set) var model: String?
    /// At the moment of reading.
    package private(set) var megahertz: Double?

    package static let path = "cpuinfo"
}

extension CPUInfo {
    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "cpuinfo")
        var rank = Self.modelNames.count
        while try fields.nextLine(in: bytes) {
            guard let start = fields.text(upTo: UInt8(ascii: ":"), in: bytes) else { continue }
            let name = bytes.trimmed(start)
            let value = bytes.trimmed(fields.remainder())
            if megahertz == nil, bytes.matches(name, "cpu MHz") || bytes.matches(name, "clock") {
                // POWER writes "3425.000000MHz".
                var end = value.lowerBound
                while end < value.upperBound, bytes[end] != UInt8(ascii: "M") { end += 1 }
                megahertz = try fields.decimal(in: bytes, at: value.lowerBound..<end, "megahertz")
            }
            for (index, candidate) in Self.modelNames.enumerated()
            where index < rank && !value.isEmpty && bytes.matches(name, candidate) {
                model = bytes.repairedText(value)
                rank = index
            }
        }
    }

    /// Where architectures keep the model, the best first.
    private static let modelNames: [StaticString] = ["model name", "Processor", "cpu model", "cpu", "Model"]
}
