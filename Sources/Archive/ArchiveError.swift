package import MetricModel

/// Why an archive could not be opened or asked.
package enum ArchiveError: Error, Equatable {
    case unusableDirectory(path: String, reason: String)
    /// Another aggregator writes here.
    case inUse(path: String, holder: String)
    /// Seconds, not within 1...86400.
    case impossibleStep(Int)
    case noSuchSeries(Series)
    /// No second lies between the two.
    case emptyRange(from: Int, to: Int)
    case tooManyRows(Int, limit: Int)
    /// A series has used up its files, and still lacks columns.
    case tooManySiblings(Series, missing: [String])
    case noSpace(path: String, free: Int, limit: Int)
    case closed
}

extension ArchiveError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unusableDirectory(let path, let reason): "the data directory \(path) cannot be used: \(reason)"
        case .inUse(let path, let holder):
            "the data directory \(path) is in use by another aggregator (\(holder))"
        case .impossibleStep(let step): "the step must be 1 to \(RRDHeader.maximumStep) seconds, found \(step)"
        case .noSuchSeries(let series): "there is no history of \(series.label)"
        case .emptyRange(let from, let to): "the range must end after it begins, found \(from) to \(to)"
        case .tooManyRows(let rows, let limit): "the range must have at most \(limit) rows, found \(rows)"
        case .tooManySiblings(let series, let missing):
            "\(series.label): no file is left for the columns \(missing.joined(separator: ", "))"
        case .noSpace(let path, let free, let limit):
            "\(path): not created, since \(free) bytes are free, fewer than \(limit)"
        case .closed: "the archive is closed"
        }
    }
}
