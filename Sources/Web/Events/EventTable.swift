import Aggregator
import Foundation
import Graphs
import MetricModel

/// Events, one a row, the newest first.
struct EventTable {
    /// The earliest first, as the log gives them.
    let events: [RecordedEvent]
    let zone: TimeZone

    /// More hosts and groups of one event are counted.
    private static let maximumSubjects = 4

    var html: HTML {
        """
        <div class="scroll"><table class="events">
        <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">About</th>\
        <th scope="col">By</th></tr></thead>
        <tbody>
        \(events.reversed().map(row))</tbody></table></div>

        """
    }

    private func row(_ event: RecordedEvent) -> HTML {
        """
        <tr><td>\(when(event))</td><th scope="row" class="what">\(event.text)</th><td class="about">\(about(event))</td>\
        <td class="muted">\(event.kind.map { "\(event.source): \($0.replacing("_", with: " "))" } ?? event.source)</td></tr>

        """
    }

    private func when(_ event: RecordedEvent) -> HTML {
        let start = Int(event.start)
        let text = zone.text(at: start)
        let time: HTML = "<time datetime=\"\(ISO8601.text(Timestamp(seconds: event.start)))\">\(text)</time>"
        guard let end = event.end, end > event.start else { return time }
        return "\(time) <small class=\"muted\">for \(HumanText.duration(Double(end - event.start)))</small>"
    }

    /// Each leads to its graphs around that moment.
    private func about(_ event: RecordedEvent) -> HTML {
        let at = [("at", "\(event.start)")]
        let groups = event.groups.map { group -> HTML in
            "<a href=\"\(Link.group(group).with(at))\">\(group)</a>"
        }
        let hosts = event.hosts.map { host -> HTML in
            "<a href=\"\(Link.host(host).with(at))\">\(host.name)</a> <small class=\"muted\">\(host.cluster)</small>"
        }
        let all = groups + hosts
        guard !all.isEmpty else { return "<span class=\"muted\">everything</span>" }
        let more: HTML = all.count > Self.maximumSubjects ? " and \(all.count - Self.maximumSubjects) more" : ""
        return HTML(all.prefix(Self.maximumSubjects).map { $0 + " " }) + more
    }
}
