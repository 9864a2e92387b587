import Aggregator
import Archive
import ClusterState
import Graphs
import MetricModel

/// One value of a host at one moment, walked back to where it came from.
struct Explanation {
    let host: HostKey
    let metric: MetricName
    /// Seconds since 1970.
    let time: Int
    /// What the value means; nil where the host has not told of it since the aggregator was started.
    let field: Field?
    let unit: Unit?
    /// nil where no file has a column for it yet.
    let trace: ValueTrace?
    /// The newest value, and the interval it is about, in seconds; nil where none has been heard.
    let latest: (value: Double, end: Int64, length: Int64)?
    /// What the aggregator counted of the host's datagrams in the hour around the moment.
    let link: LinkAround?
    /// The graphs that show the value.
    let graphs: [GraphDefinition]
}

/// How a host's datagrams came in, in the hour around a moment.
struct LinkAround {
    /// Since the row before; nil where unknown.
    let lost, duplicates, late, rejected: Double?
    /// Seconds by which the host's clock was behind.
    let skew: Double?
}

extension Site {
    func explain(_ metric: MetricName, of host: HostKey, at time: Int) async throws -> Explanation {
        let latest = aggregator.read { state in
            state.hosts[host]?.latest.first { $0.key.subject == metric.subject && $0.key.instance == metric.instance }?
                .value
        }
        let series = Series.host(host, metric.subject, metric.instance)
        let index = latest?.definition.fields.firstIndex { $0.name == metric.field }
        let trace = try await trace(metric.field.text, of: series, at: time)
        guard trace != nil || index != nil else { throw noHistory(of: metric, latest) }
        let field = index.flatMap { latest?.definition.fields[$0] }
        let unit = try? self.host(host, at: clock())
        return Explanation(
            host: host, metric: metric, time: time, field: field,
            unit: field.flatMap { field in latest.flatMap { unit?.unit(of: field, in: $0) } }, trace: trace,
            latest: latest.flatMap { latest in
                index.flatMap { latest.sample.numbers.indices.contains($0) ? latest.sample.numbers[$0] : nil }
                    .map { ($0, latest.end, latest.length) }
            },
            link: await link(of: host, around: time),
            graphs: catalogue.definitions.filter { definition in
                definition.series.contains { series in
                    series.value.metrics.contains {
                        $0.subject == metric.subject && $0.field == metric.field
                            && ($0.instance == metric.instance || $0.instance == Expression.everyInstance)
                    }
                }
            })
    }

    /// nil where there is no file, or none with such a column.
    private func trace(_ column: String, of series: Series, at time: Int) async throws -> ValueTrace? {
        do {
            return try await aggregator.archive.trace(column, of: series, at: time)
        } catch ArchiveError.noSuchSeries {
            return nil
        }
    }

    private func noHistory(of metric: MetricName, _ latest: Host.Latest?) -> WebError {
        let fields = latest?.definition.fields.filter { $0.kind != .text }.map(\.name.text) ?? []
        let nearest = Spelling.nearest(to: metric.field.text, among: fields)
        return .notFound(
            "there is no history of \(metric)",
            hint: nearest.map { "did you mean \(metric.subject).\($0)?" } ?? "the host's page lists its values")
    }

    private func link(of host: HostKey, around time: Int) async -> LinkAround? {
        let query = Query(
            .host(host, Definition.link.subject, nil), from: max(1, time - 1800), to: time + 1800, resolution: 0)
        guard let rows = try? await aggregator.archive.fetch(query) else { return nil }
        func rise(_ column: String) -> Double? {
            let known = rows[column]?.filter { !$0.isNaN } ?? []
            guard let first = known.first, let last = known.last else { return nil }
            // An aggregator that was started anew counts from zero.
            return last >= first ? last - first : last
        }
        let place = (time - 1 - rows.start) / max(1, rows.step)
        let skew = rows["skew"].flatMap { $0.indices.contains(place) ? $0[place] : nil }
        return LinkAround(
            lost: rise("lost"), duplicates: rise("duplicates"), late: rise("late"), rejected: rise("rejected"),
            skew: skew.flatMap { $0.isNaN ? nil : $0 })
    }
}

extension Explanation {
    /// For programs.
    var json: JSON {
        [
            "cluster": .string(host.cluster.text), "host": .string(host.name.text),
            "metric": .string(metric.description), "time": .string(Self.text(time)), "time_epoch": JSON(time),
            "title": JSON(field?.title), "meaning": JSON(field?.summary), "kind": JSON(field?.kind.word),
            "unit": JSON(unit?.symbol),
            "file": JSON(trace?.path), "column": JSON(trace?.column), "step": trace.map { JSON($0.step) } ?? .null,
            "heartbeat": trace.map { JSON($0.heartbeat) } ?? .null,
            "written_until": JSON(trace.map { Self.text($0.writtenUntil) }),
            "rows": .array(
                (trace?.rows ?? []).map {
                    [
                        "consolidation": .string($0.consolidation.rawValue), "seconds": JSON($0.end - $0.start),
                        "start": .string(Self.text($0.start)), "end": .string(Self.text($0.end)),
                        "value": .number($0.value),
                    ]
                }),
            "waiting": trace?.waiting.map {
                [
                    "start": .string(Self.text($0.start)), "end": .string(Self.text($0.end)),
                    "value": .number($0.value),
                ]
            } ?? .null,
            "latest": latest.map {
                [
                    "value": .number($0.value), "end": .string(Self.text(Int($0.end))), "seconds": .integer($0.length),
                ]
            } ?? .null,
            "datagrams_around": link.map {
                [
                    "lost": JSON($0.lost), "duplicates": JSON($0.duplicates), "late": JSON($0.late),
                    "rejected": JSON($0.rejected), "clock_behind": JSON($0.skew),
                ]
            } ?? .null,
            "graphs": .array(graphs.map { .string($0.name.text) }),
        ]
    }

    private static func text(_ seconds: Int) -> String { ISO8601.text(Timestamp(seconds: Int64(seconds))) }
}

extension Field.Kind {
    /// As people say it.
    var word: String {
        switch self {
        case .gauge: "gauge"
        case .rate: "rate"
        case .text: "text"
        }
    }

    /// How a row's value comes about.
    var derivation: String {
        switch self {
        case .gauge: "the mean of what was seen in the interval"
        case .rate: "what a counter grew by in the interval, divided by the interval's true length"
        case .text: "words, of which no history is kept"
        }
    }
}
