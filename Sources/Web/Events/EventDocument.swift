import Aggregator
import MetricModel

/// An event as `/api/v1/events` answers it.
enum EventDocument {
    static func json(_ event: RecordedEvent) -> JSON {
        [
            "id": .string(event.id),
            "start": .string(ISO8601.text(Timestamp(seconds: event.start))),
            "end": JSON(event.end.map { ISO8601.text(Timestamp(seconds: $0)) }),
            "start_epoch": .integer(event.start),
            "end_epoch": event.end.map { .integer($0) } ?? .null,
            "text": .string(event.text),
            "hosts": .array(event.hosts.map { .string($0.description) }),
            "groups": .array(event.groups.map { .string($0.text) }),
            "source": .string(event.source),
            "kind": JSON(event.kind),
        ]
    }
}
