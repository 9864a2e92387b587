import MetricModel
import Testing

@testable import Wire

/// What peers two versions older and newer would send: more in every place that may grow, less in none that must stay.
@Suite("A frame of another version")
struct FrameVersionTests {
    /// A header with the given version and extra bytes, then the records as they are.
    static func datagram(version: UInt8, flags: UInt8 = 0, extra: [UInt8] = [], records: [[UInt8]]) -> [UInt8] {
        var bytes = FrameTests.datagrams { $0.appendGoodbye() }[0]
        bytes.removeLast(3)
        bytes[4] = version
        bytes[5] = flags
        bytes.overwrite(littleEndian: UInt16(Frame.headerLength + extra.count), at: 6)
        return bytes + extra + records.joined()
    }

    static func record(_ type: UInt8, _ payload: [UInt8]) -> [UInt8] {
        var bytes = [type]
        bytes.append(littleEndian: UInt16(payload.count))
        return bytes + payload
    }

    @Test("is read past a longer header and records of unknown types", arguments: [0, 1, 2, 3] as [UInt8])
    func skipping(version: UInt8) throws {
        let bytes = Self.datagram(
            version: version, flags: 0x0F, extra: Array(repeating: 0xEE, count: 40),
            records: [Self.record(77, [1, 2, 3]), Self.record(5, []), Self.record(200, [])])
        #expect(try Frame(decoding: bytes.span).records == [.goodbye])
    }

    @Test("is read past bytes that were added to a host record, a goodbye and a field")
    func longerRecords() throws {
        var host: [UInt8] = []
        host.append(littleEndian: UInt32(15_000))
        host.append(text: "default")
        host.append(text: "web1")
        host.append(contentsOf: [0, 0])
        let announcement = HostAnnouncement(
            cluster: GroupName(literal: "default"), name: HostName(literal: "web1"), interval: 15_000)
        let bytes = Self.datagram(
            version: 3, records: [Self.record(1, host + [9, 9, 9]), Self.record(5, [1])])
        #expect(try Frame(decoding: bytes.span).records == [.host(announcement), .goodbye])

        // A field whose length says that more follows the flat name.
        var field: [UInt8] = []
        for text in ["one", ""] { field.append(text: text) }
        field.append(1)
        field.append(double: 0)
        field.append(double: 1)
        for text in ["One", "From a file.", ""] { field.append(text: text) }
        field.append(contentsOf: [1, 2, 3, 4])
        var description: [UInt8] = []
        description.append(text: "load")
        description.append(contentsOf: [0x80, 1, 1])
        description.append(text: "Load")
        description.append(1)
        description.append(varint: UInt64(field.count))
        description.append(contentsOf: field + [42])
        let definition = try #require(try EncodedDefinition.definition(decoding: description.span))
        #expect(definition.fields.map(\.name.text) == ["one"])
    }

    @Test("with a kind of field that is not known gives no definition, rather than a wrong one")
    func unknownKind() throws {
        var payload = EncodedDefinition(FrameTests.load).payload
        // The kind of the field `kernel` comes after its name and its empty unit.
        let name = try #require(payload.firstRange(of: Array("kernel".utf8)))
        payload[name.upperBound + 1] = 99
        #expect(try EncodedDefinition.definition(decoding: payload.span) == nil)
    }

    @Test("whose values have a tag that is not known leaves those values unknown")
    func unknownTag() throws {
        var payload: [UInt8] = []
        payload.append(littleEndian: UInt64(5))
        payload.append(contentsOf: [2, 0, 0b0111, 250, 3, 1, 2, 3])
        payload.append(varint: 8)
        let records = try Frame(
            decoding: Self.datagram(version: 3, records: [Self.record(3, payload)]).span
        ).records
        #expect(records == [.values(DefinitionID(hash: 5), [Sample(numbers: [.nan, 4])])])
    }

    @Test("is refused if a flag says that it must be understood", arguments: [0x10, 0x80, 0xF0] as [UInt8])
    func mandatoryFlags(flags: UInt8) {
        let bytes = Self.datagram(version: 3, flags: flags, records: [])
        #expect(throws: WireError.self) { try Frame(decoding: bytes.span) }
    }
}
