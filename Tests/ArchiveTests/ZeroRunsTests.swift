import TestKit
import Testing
import Wire

@testable import Archive

@Suite("Headers without their zeros")
struct ZeroRunsTests {
    private static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = []
        ZeroRuns.append(bytes.span, to: &packed)
        return packed
    }

    private static func read(_ packed: [UInt8]) throws(WireError) -> [UInt8] {
        var reader = ByteReader(packed.span)
        let bytes = try ZeroRuns.read("a header", from: &reader)
        #expect(reader.bytesLeft == 0)
        return bytes
    }

    @Test("come back as they were", arguments: 0..<50 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let words = Int.random(in: 0...200, using: &random)
        let bytes = (0..<words).flatMap { _ -> [UInt8] in
            let word = Bool.random(using: &random) ? 0 : UInt64.random(in: 0...UInt64.max, using: &random)
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        }
        #expect(try Self.read(Self.packed(bytes)) == bytes)
    }

    @Test("take no room where there are only zeros")
    func zeros() { #expect(Self.packed([UInt8](repeating: 0, count: 80_000)).count < 10) }

    @Test(
        "are refused where they would be more or less than they say",
        arguments: [
            [7], [8, 0, 0], [8, 2, 0], [16, 1, 2] + [UInt8](repeating: 1, count: 16),
            [8, 0, 1] + [UInt8](repeating: 1, count: 7), [16, 1, 0], [0xF8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0],
        ] as [[UInt8]])
    func refused(packed: [UInt8]) { #expect(throws: WireError.self) { try Self.read(packed) } }
}
