import Archive
import TestKit

/// A file of chance, and updates of chance for it.
struct RandomFile {
    let seed: UInt64
    let step: Int
    let columns: Int
    let archives: Int
    /// As `rrdtool create` takes them.
    let definitions: [String]
    let start: Int
    private let heartbeat: Int
    private var limits: [[Double]] = []
    private let rowsPerRing: [(steps: Int, rows: Int)]
    private var source: SeededGenerator
    private var last: UpdateBatch.Time

    init(seed: UInt64) {
        var source = SeededGenerator(state: seed)
        let step = [1, 5, 10, 15, 60, source.int(1...300)].randomElement(using: &source) ?? 1
        let columns = source.int(1...12)
        let heartbeat = [step, 2 * step, 8 * step, source.int(1...(4 * step))].randomElement(using: &source) ?? step
        var definitions: [String] = []
        for column in 0..<columns {
            let own = source.happens(20) ? source.int(1...(6 * step)) : heartbeat
            let minimum = source.happens(30) ? source.int(-500...0) : nil
            let maximum = source.happens(30) ? source.int(1...500) : nil
            let limits = [minimum, maximum].map { $0.map { "\($0)" } ?? "U" }.joined(separator: ":")
            definitions.append("DS:c\(column):GAUGE:\(own):\(limits)")
            self.limits.append([minimum, maximum].compactMap { $0.map(Double.init) })
        }
        var rings: [(steps: Int, rows: Int)] = []
        for _ in 0..<source.int(1...8) {
            let kind = Consolidation.allCases.randomElement(using: &source) ?? .average
            let steps = source.happens(35) ? 1 : [2, 4, 6, source.int(2...100)].randomElement(using: &source) ?? 2
            let rows = source.int(2...50)
            let tolerated = [0, 0.25, 0.5, 0.99, Double(source.int(0...99)) / 100]
            let unknown = tolerated.randomElement(using: &source) ?? 0.5
            definitions.append("RRA:\(kind.rawValue):\(unknown):\(steps):\(rows)")
            rings.append((steps, rows))
        }
        self.seed = seed
        self.step = step
        self.columns = columns
        self.heartbeat = heartbeat
        self.definitions = definitions
        archives = rings.count
        rowsPerRing = rings
        start = 1_000_000_000 + source.int(0...700_000_000)
        last = UpdateBatch.Time(start)
        self.source = source
    }

    /// Replaces the batch by some updates that go on from the last.
    ///
    /// - Returns: how many of them are not newer than the one before.
    mutating func fill(_ batch: inout UpdateBatch) -> Int {
        batch.removeAll()
        var late = 0
        let count = [1, 2, 20, source.int(1...40)].randomElement(using: &source) ?? 1
        for _ in 0..<count {
            let time = nextTime()
            if (time.seconds, time.microseconds) > (last.seconds, last.microseconds) { last = time } else { late += 1 }
            let isBlank = source.happens(5)
            batch.append((0..<columns).map { isBlank ? .nan : nextValue(of: $0) }, at: time)
        }
        return late
    }

    private mutating func nextTime() -> UpdateBatch.Time {
        let boundary = last.seconds - last.seconds % step
        let seconds: Int
        switch source.int(0...99) {
        case 0..<35: seconds = boundary + step
        case 35..<50: seconds = last.seconds + source.int(0...max(1, step / 2))
        case 50..<75: seconds = boundary + step + source.int(-(step / 3)...(step / 3))
        case 75..<82: seconds = boundary + step * source.int(2...12)
        case 82..<89: seconds = last.seconds + source.int(1...(step * 4))
        case 89..<93: seconds = last.seconds + heartbeat + source.int(-1...2)
        case 93..<97: seconds = last.seconds - source.int(0...2)
        case 97..<99: seconds = last.seconds + step * source.int(1...200)
        default:
            let ring = rowsPerRing.randomElement(using: &source) ?? (1, 1)
            seconds =
                source.happens(50) ? last.seconds : last.seconds + step * ring.steps * ring.rows * source.int(1...2)
        }
        guard source.happens(35) else { return UpdateBatch.Time(seconds) }
        let microseconds = [1, 999_999, 500_000, source.int(0...999_999)].randomElement(using: &source) ?? 0
        return UpdateBatch.Time(
            seconds, microseconds: NumberAsRead.settled(microseconds: microseconds, of: seconds))
    }

    private mutating func nextValue(of column: Int) -> Double {
        switch source.int(0...99) {
        case 0..<10: .nan
        case 10..<12: limits[column].randomElement(using: &source) ?? .nan
        case 12..<30: Double(source.int(0...1000))
        case 30..<45: Double(source.int(-100_000...100_000)) / 100
        case 45..<48: Double(source.int(-(1 << 53)...(1 << 53)))
        case 48..<52: source.happens(50) ? 0 : -0.0
        case 52..<80: NumberAsRead.settled(Double.random(in: -600...600, using: &source))
        case 80..<90:
            NumberAsRead.settled(Double(sign: .plus, exponent: source.int(-60...80), significand: random()))
        case 90..<96:
            NumberAsRead.settled(Double(sign: .minus, exponent: source.int(-1000...990), significand: random()))
        case 96..<97: NumberAsRead.settled(.leastNonzeroMagnitude)
        case 97..<98:
            [Double.infinity, -.infinity, 1e301, NumberAsRead.settled(9e299)].randomElement(using: &source) ?? 0
        default: NumberAsRead.settled(Double.random(in: 0...1, using: &source))
        }
    }

    private mutating func random() -> Double { Double.random(in: 1..<2, using: &source) }
}
