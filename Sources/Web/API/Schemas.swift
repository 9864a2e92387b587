/// What the documents look like, by the names under which the OpenAPI document has them.
enum Schemas {
    static let all: [(String, JSON)] = [
        ("Error", Schema.object(["error": Schema.text("What is wrong."), "hint": Schema.text("What would work.")])),
        ("Hosts", Schema.object(["hosts": Schema.list(Schema.named("Host"))])),
        ("Host", host),
        ("HostDetail", hostDetail),
        ("Value", value),
        ("Values", values),
        ("Groups", Schema.object(["groups": Schema.list(Schema.named("Group"))])),
        ("Group", group),
        ("GroupDetail", ["allOf": [group, Schema.object(["members": Schema.list(Schema.named("Host"))])]]),
        ("Graphs", Schema.object(["graphs": Schema.list(Schema.named("GraphKind"))])),
        ("GraphKind", graphKind),
        ("Graph", graph),
        ("Metrics", Schema.object(["metrics": Schema.list(Schema.named("Metric"))])),
        ("Metric", metric),
        ("Events", Schema.object(["events": Schema.list(Schema.named("Event")), "more": Schema.bool(moreSummary)])),
        ("Event", event),
        ("NewEvent", newEvent),
        ("Search", search),
        ("Explanation", Schema.map([:])),
        ("Status", Schema.map([:])),
    ]

    private static let moreSummary = "Whether there are older ones, which the limit has cut off."
    private static let names = Schema.list(Schema.name)
    private static let states = Schema.word(["up", "down", "left"])

    private static let hostFields: KeyValuePairs<String, JSON> = [
        "cluster": Schema.name, "groups": names, "name": Schema.name, "address": Schema.text(), "state": states,
        "last_heard": Schema.time(), "interval": Schema.number("Seconds between two of its datagrams."),
        "metrics": Schema.count("How many values it gives."), "lost": Schema.count(), "rejected": Schema.count(),
        "load_one": Schema.orNull(Schema.number()), "cores": Schema.orNull(Schema.number()), "late": Schema.count(),
        "duplicates": Schema.count(),
        "skew": Schema.orNull(Schema.number("Seconds by which its clock is behind the server's.")),
    ]

    private static let host = Schema.object(hostFields)

    private static let hostDetail: JSON = [
        "allOf": [
            host,
            Schema.object([
                "kernel": Schema.orNull(Schema.text()), "machine": Schema.orNull(Schema.text()),
                "cpu": Schema.orNull(Schema.text()), "booted": Schema.orNull(Schema.time()),
                "tags": Schema.map(Schema.text()), "renamed_to": Schema.orNull(Schema.text()),
                "values": Schema.list(Schema.named("Value")),
            ]),
        ]
    ]

    private static let value = Schema.object([
        "metric": Schema.text("Its full name: cpu.user, disk@sda.read_bytes."),
        "name": Schema.text("The name that Ganglia and scripts know it by."), "title": Schema.text(),
        "value": ["anyOf": [["type": "number"], ["type": "string"]]], "unit": Schema.text(), "time": Schema.time(),
        "age": Schema.count("Seconds."),
    ])

    private static let values = Schema.object([
        "cluster": Schema.name, "host": Schema.name, "state": states, "time": Schema.time("Now."),
        "values": Schema.list(Schema.named("Value")),
    ])

    private static let group = Schema.object([
        "name": Schema.name, "hosts": Schema.count(), "up": Schema.count(), "down": Schema.count(),
        "left": Schema.count(), "load_one": Schema.orNull(Schema.number()), "cores": Schema.orNull(Schema.number()),
        "cpu_busy": Schema.orNull(Schema.number("Percent of the cores of all.")),
        "memory_used": Schema.orNull(Schema.number("Bytes.")),
        "memory_total": Schema.orNull(Schema.number("Bytes.")),
    ])

    private static let graphKind = Schema.object([
        "name": Schema.text(), "title": Schema.text(), "unit": Schema.text(), "summary": Schema.text(),
        "groups": Schema.bool("Whether it can be drawn of any group."), "section": Schema.text(),
    ])

    private static let graph = Schema.object(
        [
            "graph": Schema.text(), "title": Schema.text(), "cluster": Schema.name, "host": Schema.name,
            "group": Schema.name, "unit": Schema.text(), "base": Schema.count("Of the prefixes."),
            "from": Schema.time(), "to": Schema.time(),
            "start": Schema.time(), "end": Schema.time(), "start_epoch": Schema.count(), "end_epoch": Schema.count(),
            "step": Schema.count("Seconds a row; also which archive was read."), "consolidation": Schema.text(),
            "known": Schema.number("The share of values that are, 0 to 1."), "notes": Schema.list(Schema.text()),
            "series": Schema.list(Schema.map([:])),
            "events": Schema.list(
                Schema.object(["start": Schema.time(), "end": Schema.orNull(Schema.time()), "text": Schema.text()])),
        ], optional: ["cluster", "host", "group"])

    private static let metric = Schema.object([
        "metric": Schema.text("As cpu.user, or disk@*.read_bytes for one of which there are instances."),
        "name": Schema.text("The name that Ganglia and scripts know it by."), "subject": Schema.text(),
        "field": Schema.text(), "instances": Schema.bool(), "unit": Schema.text(),
        "kind": Schema.word(["gauge", "rate", "text"]), "title": Schema.text(), "summary": Schema.text(),
        "kept": Schema.text("The retention class."),
    ])

    private static let event = Schema.object([
        "id": Schema.text(), "start": Schema.time(), "end": Schema.orNull(Schema.time()),
        "start_epoch": Schema.count(), "end_epoch": Schema.orNull(Schema.count()), "text": Schema.text(),
        "hosts": Schema.list(Schema.text("CLUSTER/HOST")), "groups": names, "source": Schema.text(),
        "kind": Schema.orNull(Schema.text("What the server noticed, in one word.")),
    ])

    private static let moment: JSON = [
        "anyOf": [
            ["type": "string", "minLength": 1, "maxLength": 64],
            ["type": "integer", "minimum": 315_532_800, "maximum": 253_402_300_799],
        ]
    ]

    private static let newEvent: JSON = [
        "type": "object", "required": ["text"], "additionalProperties": .bool(false),
        "properties": [
            "text": ["type": "string", "minLength": 1, "maxLength": 1000],
            "start": Schema.orNull(moment), "end": Schema.orNull(moment),
            "hosts": Schema.orNull([
                "type": "array", "maxItems": 100, "items": ["type": "string", "minLength": 1, "maxLength": 361],
            ]),
            "groups": Schema.orNull(["type": "array", "maxItems": 100, "items": Schema.name]),
            "source": Schema.orNull(["type": "string", "minLength": 1, "maxLength": 64]),
        ],
    ]

    private static let search = Schema.object([
        "query": Schema.text(), "total": Schema.count("How many there are; the best are shown."),
        "results": Schema.list(
            Schema.object([
                "kind": Schema.word(SearchResult.Kind.allCases.map(\.rawValue)), "name": Schema.text(),
                "title": Schema.text(), "url": Schema.text("Where it is shown."),
            ])),
    ])
}
