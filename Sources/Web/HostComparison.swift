import Graphs
import MetricModel

/// What of a host is unlike the same hours of a day or a week before: numbers, no judgement.
struct HostComparison {
    let period: PreviousPeriod
    /// Whether the moment is the present.
    let isNow: Bool
    /// The moment on the page's clocks.
    let clock: String
    let figures: [(figure: KeyFigure, hours: EarlierHours)]

    /// What the numbers are of.
    var title: String {
        let before = period == .day ? "the day before" : "the week before"
        return "\(isNow ? "Now" : "At \(clock)"), unlike the same hours of \(before)"
    }

    /// Each value beyond what the earlier hours had, the furthest first.
    var departures: [(figure: KeyFigure, hours: EarlierHours)] {
        figures.filter { $0.hours.departure != nil }.sorted { $0.hours.distance > $1.hours.distance }
    }

    var html: HTML {
        guard !figures.isEmpty else {
            return "<p class=\"note\">Too little is known of the same hours \(periodWords) to compare with.</p>\n"
        }
        guard !departures.isEmpty else {
            let names = figures.map { $0.figure.rawValue }.joined(separator: ", ")
            return """
                <p class="note">Nothing is beyond what the same hours \(periodWords) had: \(names).</p>

                """
        }
        return "<ul>\(departures.map { sentence($0.figure, $0.hours) })</ul>\n"
    }

    /// As in `CPU busy 97 %, 12 % the day before; at most 34 % in these hours`.
    private func sentence(_ figure: KeyFigure, _ hours: EarlierHours) -> HTML {
        let isAbove = hours.departure == .above
        let then = hours.then.map(figure.text) ?? "unknown"
        let extreme = figure.text(isAbove ? hours.highest : hours.lowest)
        return """
            <li><strong>\(isAbove ? "▲" : "▼") \(figure.rawValue) \(figure.text(hours.present))</strong>, \
            \(then) \(periodWords), \(isAbove ? "at most" : "at least") \(extreme) in these hours</li>

            """
    }

    private var periodWords: String {
        switch (period, isNow) {
        case (.day, true): "yesterday"
        case (.day, false): "the day before"
        case (.week, true): "a week ago"
        case (.week, false): "the week before"
        }
    }
}

extension PageRange {
    /// The earlier time that tells something about a range of its length; nil for long ranges.
    var comparedPeriod: PreviousPeriod? {
        let length = time.to - time.from
        return length <= 2 * PreviousPeriod.day.seconds
            ? .day : length <= 2 * PreviousPeriod.week.seconds ? .week : nil
    }
}

extension Site {
    /// A host's key figures beside those of earlier hours; nil where the range is too long to have any beside it.
    func compare(_ host: HostKey, over range: PageRange) async throws -> HostComparison? {
        guard let period = range.comparedPeriod, range.time.from > period.seconds else { return nil }
        let time = range.time
        func load(_ time: TimeRange) async throws -> GraphData {
            try await self.load(
                GraphRequest(KeyFigure.definition, of: .host(host), time: time, size: Self.comparedSize))
        }
        let present = try await load(time)
        let earlier = try await load(
            TimeRange(from: time.from - period.seconds, to: time.to - period.seconds))
        let moment = range.moment ?? time.to
        let row = min(present.rows, max(1, (moment - present.start + present.step - 1) / present.step)) - 1
        let figures = KeyFigure.allCases.compactMap { figure -> (figure: KeyFigure, hours: EarlierHours)? in
            guard present.step == earlier.step, let values = present.series.first(labelled: figure),
                let before = earlier.series.first(labelled: figure)
            else { return nil }
            guard let hours = EarlierHours(values, earlier: before, at: row) else { return nil }
            return (figure, hours)
        }
        return HostComparison(
            period: period, isNow: range.moment == nil && range.isLive,
            clock: range.zone.text(at: moment), figures: figures)
    }

    /// As many rows as windows need.
    private static let comparedSize = GraphSize(width: 4 * EarlierHours.windows, height: 60)
}

extension [GraphSeries] {
    fileprivate func first(labelled figure: KeyFigure) -> [Double]? { first { $0.label == figure.rawValue }?.values }
}
