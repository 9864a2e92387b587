import Aggregator
import Graphs
import HTTPTypes
import Hummingbird
import MetricModel

/// What happened: told by people and programs, and asked for.
struct EventRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(
                "/api/v1/events", "What happened in a time, the earliest first.",
                [
                    .query("from", Schema.text(), "As for graphs; -1d unless told."),
                    .query("to", Schema.text(), "As for graphs; now unless told."),
                    .query("host", Schema.name, "Only what is about this host, its groups, or everything."),
                    .query("group", Schema.name, "Only what is about this group, its hosts, or everything."),
                    .query("q", ["type": "string", "maxLength": 200], "Only those with all of these words."),
                    .query("by", Schema.word(["told", "noticed"]), "Only what was told, or what the server noticed."),
                    .query(
                        "limit", ["type": "integer", "minimum": 1, "maximum": 10_000, "default": 1000],
                        "At most so many, the newest."),
                ], answer: .document("Events", "Events.")
            ) { request, _ in try list(request) },
            Route(
                method: .post, "/api/v1/events", "Tells what happened: a moment, or a stretch of time.",
                body: Schema.named("NewEvent"),
                answer: .document("Event", "The event as it is kept.", status: .created),
                errors: [.unauthorized, .notFound, .unsupportedMediaType, .tooManyRequests, .noStorage]
            ) { request, context in try await add(request, context) },
        ]
    }

    private static let limits = 1...10_000

    private func list(_ request: Request) throws -> Response {
        let query = request.queryString
        let now = Int(site.clock().seconds)
        let times = try request.timeQuery()
        let zone = try PageRange.zone(times.zone) ?? site.zone
        let time = try TimeQuery.range(from: times.from ?? "-1d", to: times.to ?? "now", now: now, zone: zone)
        var limit = 1000
        if let text = query["limit"] {
            guard let number = Int(text), Self.limits ~= number else {
                throw WebError.badRequest(
                    "limit: expected \(Self.limits.lowerBound) to \(Self.limits.upperBound), "
                        + "found \"\(text.prefix(40))\"", hint: "try &limit=100")
            }
            limit = number
        }
        // One more than is wanted tells whether there are more.
        let events = site.events(try EventFilter(query, in: site), in: time, limit: limit + 1)
        return Response([
            "events": .array(events.suffix(limit).map(EventDocument.json)), "more": .bool(events.count > limit),
        ])
    }

    private func add(_ request: Request, _ context: WebContext) async throws -> Response {
        let configuration = site.aggregator.configuration
        let access = EventAccess(token: configuration.eventToken, isBehindProxy: !site.base.path.isEmpty)
        try access.check(request, from: context.remoteAddress)
        // A form on another site's page can send anything but this.
        let type = request.headers[.contentType]?.lowercased().prefix { $0 != ";" && $0 != " " }
        guard type == "application/json" else {
            throw WebError(
                status: .unsupportedMediaType, error: "expected Content-Type: application/json",
                hint: #"try curl -H 'Content-Type: application/json' -d '{"text": "deploy 42"}'"#)
        }
        let event = try event(parsing: try await body(of: request))
        // What is wrong fills no log, and so counts for nothing.
        if let seconds = site.eventRate.take(at: site.clock()) {
            throw WebError(
                status: .tooManyRequests, error: "too many events at once", hint: "ask again in \(seconds) s",
                headers: [.retryAfter: String(seconds)])
        }
        try await keep(event)
        return Response(EventDocument.json(event), status: .created)
    }

    private func event(parsing bytes: [UInt8]) throws -> RecordedEvent {
        let told = try NewEvent(parsing: bytes, now: Int(site.clock().seconds), zone: site.zone)
        return RecordedEvent(
            start: told.start, end: told.end, text: told.text,
            hosts: try told.hosts.map { name in try site.key(written: name) },
            groups: try told.groups.map { name in
                guard let group = GroupName(name) else {
                    throw WebError.notFound("\"\(name.prefix(80))\" is no name of a group", hint: "/ lists the groups")
                }
                try site.requireGroup(group)
                return group
            }, source: told.source)
    }

    private func keep(_ event: RecordedEvent) async throws {
        do {
            try await site.aggregator.events.add(event)
        } catch {
            throw WebError(
                status: .noStorage, error: "the event cannot be kept: \(error)", hint: "look at the disk")
        }
    }

    private func body(of request: Request) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in request.body {
            guard bytes.count + piece.readableBytes <= RequestLimits.body else { throw RequestLimits.tooLarge }
            bytes += piece.readableBytesView
        }
        return bytes
    }
}

extension HTTPResponse.Status {
    /// 507: the disk is full, or broken.
    fileprivate static let noStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
