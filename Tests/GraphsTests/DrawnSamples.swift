import Archive
import Foundation
import Graphs
import MetricModel

/// Graphs of numbers that look like a host's, the same in every run.
enum DrawnSamples {
    /// Values from 0 to 1, by a generator of the sample's own.
    struct Noise {
        private var state: UInt64
        init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
        mutating func next() -> Double {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Double(state >> 11) / Double(1 << 53)
        }
    }

    static func data(
        _ title: String, unit: MetricModel.Unit, base: PrefixBase = .decimal, limits: AxisLimits = AxisLimits(),
        from: Int = midnight, step: Int = 108, rows: Int = 800, size: GraphSize = GraphSize(),
        zone: TimeZone = .gmt, series: [GraphSeries], marks: [EventMark] = [], emptiness: String? = nil
    ) throws -> GraphData {
        let definition = try testGraph(
            "base: \(base.rawValue)\nseries: [ { metric: load.one, label: a, color: blue } ]\n")
        let end = from + rows * step
        return GraphData(
            request: GraphRequest(
                definition, of: .host(web1), time: TimeRange(from: from, to: max(end, from + 1)), size: size, zone: zone
            ),
            title: title, unit: unit, limits: limits, start: from, end: end, step: step, consolidation: .average,
            known: emptiness == nil ? 0.97 : 0, notes: [], emptiness: emptiness, series: series, marks: marks)
    }

    static func line(
        _ label: String, _ values: [Double], _ color: GraphColor = .blue, draw: DrawStyle = .line
    ) -> GraphSeries {
        GraphSeries(label: label, metric: "load.one", draw: draw, color: color.shade, values: values)
    }

    /// The share of a day at which a row lies, 0...1.
    private static func hour(_ row: Int, _ step: Int) -> Double { Double(row * step % 86_400) / 3600 }

    /// Busy by day with a dip at lunch, eight layers.
    static func cpu(size: GraphSize = GraphSize(), zone: TimeZone = .gmt, step: Int = 108, rows: Int = 800) throws
        -> GraphData
    {
        var noise = Noise(7)
        var layers = [[Double]](repeating: [], count: 8)
        for row in 0..<rows {
            let hour = hour(row, step)
            let day = exp(-pow((hour - 13) / 4.2, 2)) - 0.45 * exp(-pow((hour - 12.6) / 0.7, 2))
            let gap = rows / 4..<rows / 4 + rows / 50 ~= row
            let values = [
                8 + 38 * day + 5 * noise.next(), 0, 3 + 11 * day + 3 * noise.next(), 0.1 + 0.1 * noise.next(),
                0.4 + 1.5 * day * noise.next(), noise.next() > 0.985 ? 22 * noise.next() : 0.6 * noise.next(), 0, 0,
            ]
            for (index, value) in values.enumerated() { layers[index].append(gap ? .nan : value) }
        }
        let names: [(String, GraphColor)] = [
            ("user", .blue), ("nice", .skyblue), ("system", .orange), ("irq", .purple), ("softirq", .yellow),
            ("iowait", .vermilion), ("steal", .grey), ("guest", .green),
        ]
        return try data(
            "CPU on web1", unit: .percent, limits: AxisLimits(low: 0, high: 100), step: step, rows: rows, size: size,
            zone: zone,
            series: zip(names, layers).map { line($0.0.0, $0.1, $0.0.1, draw: .stack) })
    }

    static func load(size: GraphSize = GraphSize(), rows: Int = 720) throws -> GraphData {
        var noise = Noise(3)
        var (one, five, fifteen) = (2.0, 2.0, 2.0)
        var values = [[Double]](repeating: [], count: 4)
        for row in 0..<rows {
            let burst = rows / 2..<rows / 2 + 40 ~= row ? 22.0 : 0
            one += (2.5 + 3 * noise.next() + burst - one) * 0.22
            five += (one - five) * 0.05
            fifteen += (one - fifteen) * 0.017
            values[0].append(one)
            values[1].append(five)
            values[2].append(fifteen)
            values[3].append(8)
        }
        var cores = line("cores", values[3], .black)
        cores.stroke = .dashed
        return try data(
            "Load average on web1", unit: .none, step: 15, rows: rows, size: size,
            series: [
                line("1 min", values[0], .blue, draw: .area), line("5 min", values[1], .orange),
                line("15 min", values[2], .vermilion), cores,
            ],
            marks: [
                EventMark(start: midnight + 5000, text: "deploy web 4.2"),
                EventMark(start: midnight + 5060, text: "restart nginx"),
                EventMark(start: midnight + 7000, end: midnight + 8200, text: "backup"),
            ])
    }

    static func memory(size: GraphSize = GraphSize()) throws -> GraphData {
        let rows = 400
        var noise = Noise(11)
        var (used, cache) = (6.0e9, 4.0e9)
        var values = [[Double]](repeating: [], count: 2)
        for row in 0..<rows {
            used += (noise.next() - 0.49) * 9e7
            cache = row == 300 ? 1e9 : min(cache + 2e7 * noise.next(), 2.2e10)
            values[0].append(used)
            values[1].append(cache)
        }
        var total = line("total", [Double](repeating: 34_359_738_368, count: rows), .black)
        total.stroke = .dashed
        return try data(
            "Memory on web1", unit: .bytes, base: .binary, limits: AxisLimits(low: 0), step: 1800, rows: rows,
            size: size,
            series: [
                line("used", values[0], .blue, draw: .stack), line("cache", values[1], .green, draw: .stack), total,
            ])
    }

    /// Twelve disks that answer within milliseconds, with gaps where they were idle.
    static func disks(size: GraphSize = GraphSize(), count: Int = 12) throws -> GraphData {
        let rows = 360
        let series = (0..<count).map { disk -> GraphSeries in
            var noise = Noise(UInt64(disk) + 20)
            var base = 0.0004 + 0.0008 * noise.next()
            let values = (0..<rows).map { row -> Double in
                base = max(0.0002, base + (noise.next() - 0.5) * 0.0002)
                if disk == 3, 100..<140 ~= row { return .nan }
                return base * (noise.next() > 0.99 ? 6 : 1 + 0.3 * noise.next())
            }
            return GraphSeries(
                label: "sd\(Character(UnicodeScalar(97 + UInt8(disk)))) read", metric: "disk@x.r_await", draw: .line,
                color: Palette.shade(disk), values: values)
        }
        return try data(
            "Disk latency on web1", unit: .seconds, limits: AxisLimits(low: 0), step: 60, rows: rows, size: size,
            series: series)
    }

    /// A year of traffic with its peaks and a band.
    static func year(size: GraphSize = GraphSize(), zone: TimeZone = .gmt) throws -> GraphData {
        let rows = 365 * 4
        var noise = Noise(5)
        var (mean, peaks, low, high) = ([Double](), [Double](), [Double](), [Double]())
        for row in 0..<rows {
            let week = row / 4 % 7 >= 5 ? 0.5 : 1.0
            let value = (3e7 + 4e4 * Double(row)) * week * (0.8 + 0.4 * noise.next())
            let isUnknown = 500..<540 ~= row
            mean.append(isUnknown ? .nan : value)
            peaks.append(isUnknown ? .nan : value * (1.3 + noise.next()))
            low.append(isUnknown ? .nan : value * 0.5)
            high.append(isUnknown ? .nan : value * 1.2)
        }
        var band = line("p10–p90 of 40 hosts", high, .skyblue)
        band.floor = low
        var traffic = line("received", mean, .blue)
        traffic.peaks = peaks
        return try data(
            "Network of prod", unit: .bytesPerSecond, step: 21_600, rows: rows, size: size, zone: zone,
            series: [band, traffic])
    }
}
