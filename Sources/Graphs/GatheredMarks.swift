/// What happened in a graph's time as pictures show it: moments too near to each other to be told apart are one mark.
struct GatheredMarks {
    /// What lasted, the earliest first.
    let stretches: [EventMark]
    /// What did not, each with those that came so soon after it.
    let moments: [[EventMark]]

    /// Events nearer to each other than this many pixels are one mark.
    private static let nearest = 7.0

    /// - `width`: pixels that the graph's time takes.
    init(_ data: GraphData, width: Double) {
        let time = data.request.time
        let visible = data.marks.filter { $0.start <= time.to && ($0.end ?? $0.start) >= time.from }
        let apart = Self.nearest * Double(time.to - time.from) / width
        var moments: [[EventMark]] = []
        for mark in visible where !mark.lasts && mark.start >= time.from {
            if let first = moments.last?.first, Double(mark.start - first.start) <= apart {
                moments[moments.count - 1].append(mark)
            } else {
                moments.append([mark])
            }
        }
        self.moments = moments
        stretches = visible.filter(\.lasts)
    }
}

extension EventMark {
    fileprivate var lasts: Bool { end.map { $0 > start } ?? false }

    /// When, and what: `2026-11-22 10:00 – 10:30 backup`.
    func told(by clock: ZoneClock) -> String {
        let (start, end) = (clock.local(start), end.map(clock.local))
        let text = TextLimit.shorten(text, to: 160)
        guard let end, end != start else { return "\(start.date) \(start.clock) \(text)" }
        return "\(start.date) \(start.clock) – \(end.date == start.date ? "" : "\(end.date) ")\(end.clock) \(text)"
    }
}
