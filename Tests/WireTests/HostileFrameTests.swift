import MetricModel
import TestKit
import Testing

@testable import Wire

@Suite("A hostile frame")
struct HostileFrameTests {
    /// One datagram with a record of every kind.
    static let complete: [UInt8] = FrameTests.datagrams { encoder in
        let numbers: [Double] = [0.5, 17_179_869_184, 1e-300, .nan]
        encoder.append(
            HostAnnouncement(
                cluster: GroupName(literal: "default"), name: HostName(literal: "web1"),
                groups: [GroupName(literal: "prod")], tags: ["rack": "7"], interval: 15_000))
        encoder.append(EncodedDefinition(FrameTests.load))
        encoder.append(
            DefinitionID(hash: 7), instance: InstanceName("sda"), numbers: numbers.span,
            text: { $0 == 3 ? "text" : nil })
        encoder.appendAsk(host: true, [DefinitionID(hash: 1)])
        encoder.appendGoodbye()
    }[0]

    @Test("cut anywhere is refused or read as its whole records, and never traps")
    func prefixes() {
        var refused = 0
        for length in Self.complete.indices {
            do { _ = try Frame(decoding: Self.complete.span.extracting(0..<length)) } catch { refused += 1 }
        }
        // Only a cut between two records can be read: after the header and after each of the first four.
        #expect(refused == Self.complete.count - 5)
    }

    @Test("of random bytes or with mutated ones is refused or read, and never traps")
    func mutations() {
        var random = SeededGenerator(state: 1)
        var assembler = DescriptionAssembler()
        var outcomes = (read: 0, refused: 0)
        for round in 0..<100_000 {
            var bytes = Self.complete
            if round % 4 == 0 {
                bytes = Array(Self.complete.prefix(Frame.headerLength))
                for _ in 0..<Int.random(in: 0...300, using: &random) {
                    bytes.append(.random(in: 0...255, using: &random))
                }
            } else {
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
                }
            }
            do {
                for case .description(let part) in try Frame(decoding: bytes.span).records {
                    _ = try assembler.add(part)
                }
                outcomes.read += 1
            } catch {
                #expect(!error.description.isEmpty)
                outcomes.refused += 1
            }
        }
        #expect(outcomes.read > 1000 && outcomes.refused > 1000)
    }

    @Test("that announces more than it holds is refused before anything is allocated")
    func counts() {
        var host: [UInt8] = []
        host.append(littleEndian: UInt32(15_000))
        host.append(text: "default")
        host.append(text: "web1")
        host.append(varint: .max)
        let bytes = FrameVersionTests.datagram(version: 1, records: [FrameVersionTests.record(1, host)])
        let error = #expect(throws: WireError.self) { try Frame(decoding: bytes.span) }
        #expect(error?.description.contains("expected at most 0 groups") == true)
    }

    @Test(
        "cannot bring a name that leaves its folder",
        arguments: ["", "..", ".hidden", "a/b", "a\nb", "a\u{202E}b", String(repeating: "x", count: 181)])
    func names(text: String) {
        var host: [UInt8] = []
        host.append(littleEndian: UInt32(15_000))
        host.append(text: "default")
        host.append(text: text)
        host.append(contentsOf: [0, 0])
        let bytes = FrameVersionTests.datagram(version: 1, records: [FrameVersionTests.record(1, host)])
        #expect(throws: WireError.self) { try Frame(decoding: bytes.span) }
    }

    @Test("cannot pass off a description under another's hash")
    func forgedDescription() {
        let payload = EncodedDefinition(FrameTests.load).payload
        var assembler = DescriptionAssembler()
        let part = DescriptionPart(
            id: DefinitionID(hash: 1), total: payload.count, offset: 0, bytes: payload)
        #expect(throws: WireError.self) { try assembler.add(part) }
    }
}
