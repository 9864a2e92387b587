package import MetricModel

/// The archives of a new file: the same spans at any step.
///
/// A resolution that is no multiple of the step is rounded up to the next one that is. Where that makes two archives of
/// one kind and resolution, as at a step of 5 min, the longer one is kept: it covers both spans.
package struct RetentionPlan: Sendable, Hashable {
    /// Seconds.
    package let step: Int
    package let archives: [RoundRobinArchive]

    /// - `step`: seconds, at least 1; percentiles have their own.
    package init(_ retention: Retention, step: Int) {
        let step = PercentilePeriod.allCases.first { $0.retention == retention }?.seconds ?? step
        var archives: [RoundRobinArchive] = []
        for span in Span.of(retention) {
            let stepsPerRow = max(1, (span.resolution + step - 1) / step)
            let resolution = stepsPerRow * step
            let rows = (span.seconds * 105 + resolution * 100 - 1) / (resolution * 100)
            let archive = RoundRobinArchive(
                span.consolidation, stepsPerRow: stepsPerRow, rows: rows,
                maximumUnknown: span.consolidation == .average ? 0.5 : 0.99)
            let twin = archives.firstIndex {
                $0.consolidation == archive.consolidation && $0.stepsPerRow == stepsPerRow
            }
            if let twin {
                if archives[twin].rows < rows { archives[twin] = archive }
            } else {
                archives.append(archive)
            }
        }
        self.step = step
        self.archives = archives
    }

    private init(step: Int, archives: [RoundRobinArchive]) {
        self.step = step
        self.archives = archives
    }

    /// How old a file is when it grows to its class, at the earliest, in seconds.
    static let youth = 6 * 3600
    /// Files grow spread over as many seconds.
    static let growing = 3600

    /// What a new file keeps: every step of its first hours.
    ///
    /// Half an hour is left to be late in.
    static func young(step: Int) -> RetentionPlan {
        let rows = (youth + growing + 1800 + step - 1) / step
        return RetentionPlan(
            step: step, archives: [RoundRobinArchive(.average, stepsPerRow: 1, rows: rows, maximumUnknown: 0.5)])
    }

    /// What a new file of this plan begins with: itself, unless that takes much more room than its first hours.
    package var beginning: RetentionPlan {
        let young = Self.young(step: step)
        guard step < Self.youth / 12 else { return self }
        return bytes(columns: 1) > 3 * young.bytes(columns: 1) ? young : self
    }

    /// The size of a file in bytes, to the byte.
    package func bytes(columns: Int) -> Int {
        RRDFormat.headerSize(columns: columns, archives: archives.count)
            + 8 * columns * archives.reduce(0) { $0 + $1.rows }
    }
}

/// What an archive promises: to hold this many seconds at this many seconds a row.
private struct Span {
    let consolidation: Consolidation
    /// Seconds a row; 0 for the file's step.
    let resolution: Int
    let seconds: Int

    private static let minute = 60
    private static let hour = 3600
    private static let day = 86_400
    private static let year = 365 * day

    private init(_ consolidation: Consolidation, every resolution: Int, for seconds: Int) {
        self.consolidation = consolidation
        self.resolution = resolution
        self.seconds = seconds
    }

    static func of(_ retention: Retention) -> [Span] {
        switch retention {
        case .planning:
            [
                Span(.average, every: 0, for: day),
                Span(.average, every: minute, for: 7 * day),
                Span(.average, every: 10 * minute, for: 60 * day),
                Span(.average, every: hour, for: 2 * year),
                Span(.average, every: day, for: 10 * year),
                Span(.max, every: 10 * minute, for: 60 * day),
                Span(.max, every: hour, for: 2 * year),
                Span(.max, every: day, for: 10 * year),
                Span(.min, every: day, for: 10 * year),
            ]
        case .detail:
            [
                Span(.average, every: 0, for: 12 * hour),
                Span(.average, every: 5 * minute, for: 7 * day),
                Span(.average, every: hour, for: 42 * day),
                Span(.average, every: day, for: 2 * year),
                Span(.max, every: hour, for: 42 * day),
                Span(.max, every: day, for: 2 * year),
            ]
        case .brief:
            [
                Span(.average, every: 0, for: 2 * hour),
                Span(.average, every: 5 * minute, for: 2 * day),
                Span(.average, every: hour, for: 30 * day),
                Span(.max, every: 5 * minute, for: 2 * day),
            ]
        case .hours: [Span(.average, every: 0, for: 10 * day)]
        case .days: [Span(.average, every: 0, for: 3 * year)]
        }
    }
}
