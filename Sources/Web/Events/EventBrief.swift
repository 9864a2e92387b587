import Aggregator
import Graphs
import MetricModel

/// The newest events of a host or a group, under its graphs.
struct EventBrief {
    /// The earliest first; one more than are shown tells that there are more.
    let events: [RecordedEvent]
    /// The list of all of them.
    let address: String
    let range: PageRange

    /// So many are shown.
    static let maximum = 5

    var html: HTML {
        """
        <h2 id="events">Events<small>\(range.words) · <a href="\(address)">\(events.count > Self.maximum ? "all of them" : "the list")</a>\
        </small></h2>
        \(events.isEmpty ? "<p class=\"note\">Nothing was told or noticed.</p>\n"
            : EventTable(events: events.suffix(Self.maximum), zone: range.zone).html)
        """
    }
}

extension Site {
    /// The newest events of a host or a group.
    func brief(of filter: EventFilter, over range: PageRange) -> EventBrief {
        EventBrief(
            events: events(filter, in: moments(of: range), limit: EventBrief.maximum + 1),
            address: Link.events.with(filter.query + range.query), range: range)
    }

    /// The time of a range up to the very present: graphs end with a whole row, events don't.
    private func moments(of range: PageRange) -> TimeRange {
        let now = Int(clock().seconds)
        return range.isLive && now > range.time.to ? TimeRange(from: range.time.from, to: now) : range.time
    }
}
