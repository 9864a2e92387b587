/// Something that takes bytes from outside, under the name that its corpus has: what the fuzzer feeds, and what the corpus
/// is played to.
package struct Parser: Sendable {
    package let name: String
    /// Whether the bytes were taken; what matters is that it comes back whatever they are.
    package let accepts: @Sendable (Span<UInt8>) -> Bool

    package init(_ name: String, accepts: @escaping @Sendable (Span<UInt8>) -> Bool) {
        self.name = name
        self.accepts = accepts
    }

    package static let all: [Parser] = procfs + wire + archive + web
}
