import MetricModel

/// A line with its numbers; what a graph's series are made from.
struct EvaluatedLine {
    var line: GraphLine
    var values: [Double]
    var floor: [Double]?
    var peaks: [Double]?
    /// Whose highest values are to be its peaks, once they have been asked for.
    var peakSource: HostValues.Member?

    /// The mean of what is known; 0 if nothing is.
    var weight: Double {
        var sum = 0.0
        var count = 0
        for value in values where !value.isNaN {
            sum += value
            count += 1
        }
        return count > 0 ? sum / Double(count) : 0
    }

    var series: GraphSeries {
        // Peaks that are the means tell nothing.
        let isPeaked = peaks.map { peaks in zip(peaks, values).contains { $0 > $1 } } ?? false
        var series = GraphSeries(
            label: line.label, metric: line.value.text, draw: line.draw, color: line.color, values: values,
            floor: floor, peaks: isPeaked ? peaks : nil, stroke: line.stroke)
        series.isOwn = line.shift == 0 && line.role == .values
        return series
    }
}

extension [EvaluatedLine] {
    /// What all parts have together in each row, each once; NaN where none is known.
    var sum: [Double]? {
        guard let first else { return nil }
        var sum = [Double](repeating: .nan, count: first.values.count)
        for line in self {
            for (row, value) in line.values.enumerated() where !value.isNaN {
                sum[row] = sum[row].isNaN ? value : sum[row] + value
            }
        }
        return sum
    }
}
