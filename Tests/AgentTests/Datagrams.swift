import Agent
import Collectors
import MetricModel
import Transport
import Wire

extension DatagramBatch {
    /// The datagrams, one by one.
    var datagrams: [[UInt8]] {
        var datagrams: [[UInt8]] = []
        forEach { bytes in datagrams.append(bytes.withUnsafeBufferPointer { Array($0) }) }
        return datagrams
    }
}

extension AgentOutput {
    /// The datagrams that an interval's values make.
    mutating func datagrams(of report: Report = Report(), at tick: Tick) -> [[UInt8]] {
        prepare(report, at: tick)
        return finished(at: tick)
    }

    /// The datagrams that are due between two intervals.
    mutating func answers(at tick: Tick) -> [[UInt8]] { prepareAnswers(at: tick) ? finished(at: tick) : [] }

    mutating func finished(at now: Tick) -> [[UInt8]] {
        var batch = DatagramBatch()
        finish(&batch, at: now)
        return batch.datagrams
    }
}

extension Frame {
    init(_ datagram: [UInt8]) throws { self = try Frame(decoding: datagram.span) }
}

/// What frames say, put together as an aggregator would.
struct Received {
    private(set) var hosts: [HostAnnouncement] = []
    private(set) var definitions: [DefinitionID: Definition] = [:]
    private(set) var samples: [(id: DefinitionID, sample: Sample)] = []
    private(set) var hasGoodbye = false
    private var assembler = DescriptionAssembler()

    init(_ datagrams: [[UInt8]]) throws {
        for datagram in datagrams { try add(Frame(datagram)) }
    }

    mutating func add(_ frame: Frame) throws {
        for record in frame.records {
            switch record {
            case .host(let host): hosts.append(host)
            case .description(let part):
                if case .definition(let definition) = try assembler.add(part) { definitions[part.id] = definition }
            case .values(let id, let rows): samples += rows.map { (id, $0) }
            case .goodbye: hasGoodbye = true
            case .ask: break
            }
        }
    }

    var isEmpty: Bool { hosts.isEmpty && definitions.isEmpty && samples.isEmpty && !hasGoodbye }
}

extension Tick {
    /// A whole multiple of an hour.
    static let start = Tick(wall: Timestamp(seconds: 1_700_002_800), monotonic: 5_000_000_000_000)

    static func + (tick: Tick, seconds: Double) -> Tick {
        let monotonic = Int64(tick.monotonic) + Int64((seconds * 1e9).rounded())
        return Tick(wall: tick.wall + Int64((seconds * 1000).rounded()), monotonic: UInt64(monotonic))
    }

    /// A few milliseconds early or late, as a busy host's ticks are.
    func jittered(_ number: Int) -> Tick { self + [0.004, 0, 0.009, 0.001, 0.006][number % 5] }
}
