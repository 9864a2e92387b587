import MetricModel
import Testing

@testable import Wire

@Suite("A frame")
struct FrameTests {
    static let sender = Sender(id: AgentID(high: 0x0123_4567_89AB_CDEF, low: 7), start: 0xFEED)
    static let tick = Timestamp(milliseconds: 1_795_334_295_000)

    static let load = Definition(
        subject: SubjectName(literal: "load"), retention: .planning, title: "Load average",
        fields: [
            Field("one", .none, .gauge, in: 0...1e6, title: "1 min", summary: "From loadavg.", flatName: "load_one"),
            Field("kernel", .none, .text, in: 0...0, title: "Kernel", summary: "Words."),
        ])

    static let wide = Definition(
        subject: SubjectName(literal: "wide"), hasInstances: true, retention: .brief, pace: 60, title: "ワイド",
        fields: (0..<Definition.maximumFields).map { index in
            Field(
                name: FieldName(valid: "field_\(index)"), unit: .bytesPerSecond, kind: .rate, range: 0...1e12,
                title: "Field \(index)", summary: String(repeating: "What it says. ", count: 10))
        })

    /// Every datagram of one tick that `build` describes, decoded.
    static func frames(_ build: (inout FrameEncoder) -> Void) throws -> [Frame] {
        try datagrams(build).map { try Frame(decoding: $0.span) }
    }

    static func datagrams(_ build: (inout FrameEncoder) -> Void) -> [[UInt8]] {
        var encoder = FrameEncoder(sender: sender)
        encoder.begin(tick: tick)
        build(&encoder)
        var result: [[UInt8]] = []
        encoder.finish(delay: 250) { bytes in result.append(bytes.withUnsafeBufferPointer { Array($0) }) }
        return result
    }

    @Test("carries who sent it, when, and in which order")
    func header() throws {
        let frame = try #require(try Self.frames { $0.appendGoodbye() }.first)
        #expect(
            frame == Frame(sender: Self.sender, sequence: 0, tick: Self.tick, delay: 250, records: [.goodbye]))
    }

    @Test("is, to the byte, the one that docs/wire.md takes for its example")
    func example() throws {
        let numbers = [0.5, .nan, 3]
        let id = DefinitionID(hash: 0x743b_9c16_5ec1_69c0)
        let datagrams = Self.datagrams { $0.append(id, instance: nil, numbers: numbers.span) }
        let expected =
            "504c583101003000efcdab89674523010700000000000000"
            + "edfe00000000000000000000d84d4302a2010000fa000000"
            + "031000c069c15e169c3b740300120000003f06"
        let hex = try #require(datagrams.first).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(hex == expected)
    }

    @Test("brings a host's announcement back as it was")
    func announcement() throws {
        let host = HostAnnouncement(
            cluster: try #require(GroupName("ウェブ群")), name: try #require(HostName("web 1")),
            groups: [try #require(GroupName("prod")), try #require(GroupName("paris"))],
            tags: ["rack": "7", "role": "web"], interval: 15_000)
        #expect(try Self.frames { $0.append(host) }.flatMap(\.records) == [.host(host)])
    }

    @Test(
        "brings numbers back: whole ones exactly, others within 6e-8",
        arguments: [
            0, 1, -1, 63, 64, 1_795_334_295, 17_179_869_184, -9_007_199_254_740_991, 0x1p52 + 1, 0.1, 12.345678901,
            -273.15, 1e-7, 1e-300, 1e300, 1.7976931348623157e308, Double.leastNonzeroMagnitude, 1e22, .pi,
        ])
    func numbers(value: Double) throws {
        let id = DefinitionID(hash: 9)
        let sent: [Double] = [value, .nan, value, .infinity, value]
        let records = try Self.frames { $0.append(id, instance: nil, numbers: sent.span) }.flatMap(\.records)
        guard case .values(id, let rows) = records.first, let row = rows.first else {
            Issue.record("no values: \(records)")
            return
        }
        #expect(row.numbers.map(\.isNaN) == [false, true, false, true, false])
        for index in [0, 2, 4] {
            if value == value.rounded(), value.magnitude < 0x1p53 {
                #expect(row.numbers[index] == value)
            } else {
                #expect((row.numbers[index] - value).magnitude <= value.magnitude * 6e-8)
            }
        }
    }

    @Test("puts rows of one definition into one record, and words beside numbers")
    func rows() throws {
        let id = EncodedDefinition(Self.load).id
        let numbers: [Double] = [0.5, .nan]
        let core = try #require(InstanceName("0"))
        let records = try Self.frames { encoder in
            encoder.append(id, instance: nil, numbers: numbers.span, text: { $0 == 1 ? "6.18 \u{1F427}" : nil })
            encoder.append(id, instance: core, numbers: numbers.span)
        }.flatMap(\.records)
        #expect(
            records == [
                .values(
                    id,
                    [
                        Sample(numbers: numbers, texts: [1: "6.18 \u{1F427}"]),
                        Sample(instance: core, numbers: numbers),
                    ])
            ])
    }

    @Test("never makes a datagram over the limit, and each can be read alone")
    func splitting() throws {
        let described = EncodedDefinition(Self.wide)
        let numbers = (0..<Definition.maximumFields).map { Double($0) + 0.25 }
        let datagrams = Self.datagrams { encoder in
            encoder.append(described)
            for core in 0..<128 {
                encoder.append(described.id, instance: InstanceName("core \(core)"), numbers: numbers.span)
            }
        }
        #expect(datagrams.allSatisfy { $0.count <= Frame.limit })
        let frames = try datagrams.map { try Frame(decoding: $0.span) }
        #expect(frames.map(\.sequence) == (0..<UInt32(frames.count)).map { $0 })
        var rows = 0
        var assembler = DescriptionAssembler()
        var described128: Definition?
        for case let record in frames.reversed().flatMap(\.records) {
            switch record {
            case .values(described.id, let samples): rows += samples.count
            case .description(let part):
                if case .definition(let definition) = try assembler.add(part) { described128 = definition }
            default: Issue.record("unexpected \(record)")
            }
        }
        #expect(rows == 128)
        #expect(described128 == Self.wide)
    }

    @Test("spends at most six bytes on a value of an ordinary host")
    func size() {
        let numbers = (0..<9).map { Double($0) * 3.7 }
        let datagrams = Self.datagrams { encoder in
            for subject in 0..<10 {
                encoder.append(DefinitionID(hash: UInt64(subject)), instance: nil, numbers: numbers.span)
            }
        }
        #expect(datagrams.map(\.count).reduce(0, +) <= 6 * 90)
    }

    @Test("asks for what it lacks")
    func ask() throws {
        let ids = [DefinitionID(hash: 5), DefinitionID(hash: 6)]
        #expect(try Self.frames { $0.appendAsk(host: true, ids) }.flatMap(\.records) == [.ask(host: true, ids)])
    }

    @Test("names a definition by a hash that is the same everywhere")
    func hash() {
        #expect(FNV1a.hash("foobar".utf8) == 0x8594_4171_f739_67e8)
        #expect(EncodedDefinition(Self.load).id.description == "743b9c165ec169c0")
    }
}
