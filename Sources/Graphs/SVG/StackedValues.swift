/// What is drawn of a graph's series: layers on top of each other, everything else as it is.
struct StackedValues {
    /// For each series the height of its upper edge; of layers, that of all below it too.
    let tops: [[Double]]
    /// For each series the height to which its peaks reach; nil where it has none.
    let peaks: [[Double]?]
    /// The sum of all layers, unknown where all of them are; nil if there are none.
    let total: [Double]?
    /// The ends of all that is drawn; 0 if nothing is.
    let lowest, highest: Double

    /// Layers below zero lie on top of each other downwards.
    init(_ series: [GraphSeries], rows: Int) {
        var tops: [[Double]] = []
        var allPeaks: [[Double]?] = []
        var (up, down): ([Double], [Double]) = ([], [])
        var isKnown: [Bool] = []
        var (lowest, highest) = (Double.infinity, -Double.infinity)
        func reach(_ values: [Double]) {
            for value in values where value.isFinite {
                lowest = min(lowest, value)
                highest = max(highest, value)
            }
        }
        for line in series {
            var peaks = line.peaks
            if line.draw == .stack {
                if up.isEmpty {
                    up = [Double](repeating: 0, count: rows)
                    (down, isKnown) = (up, [Bool](repeating: false, count: rows))
                }
                var top = line.values
                for row in 0..<min(rows, top.count) {
                    let value = top[row]
                    guard value.isFinite else { continue }
                    isKnown[row] = true
                    let ground = value < 0 ? down[row] : up[row]
                    if let peak = peaks?[row] { peaks?[row] = ground + peak }
                    top[row] = ground + value
                    if value < 0 { down[row] += value } else { up[row] += value }
                }
                tops.append(top)
            } else {
                tops.append(line.values)
            }
            reach(tops[tops.count - 1])
            if let peaks { reach(peaks) }
            if let floor = line.floor { reach(floor) }
            allPeaks.append(peaks)
        }
        self.tops = tops
        peaks = allPeaks
        total =
            up.isEmpty ? nil : (0..<rows).map { isKnown[$0] ? up[$0] + down[$0] : .nan }
        (self.lowest, self.highest) = lowest <= highest ? (lowest, highest) : (0, 0)
    }
}
