import Archive
import MetricModel

extension GraphData {
    /// The graph for programs, its fields always in the same order.
    ///
    /// The first value of a series belongs to the moment `start` + `step`; unknown is `null`. `from` and `to` are what was
    /// asked for, `start` and `end` what was answered, `step` in seconds, `known` the share of values that are, 0...1; `base`
    /// is 1024 where bytes are told in KiB, MiB and so on. `events` is what happened meanwhile. Where they are known,
    /// `peaks` are the highest values within each row, and `floor` is a band's other edge.
    package var json: String {
        var fields: [(String, String)] = [
            ("graph", JSONText.string(request.definition.name.text)), ("title", JSONText.string(title)),
        ]
        switch request.subject {
        case .host(let host):
            fields += [
                ("cluster", JSONText.string(host.cluster.text)), ("host", JSONText.string(host.name.text)),
            ]
        case .group(let group, _):
            fields.append(("group", JSONText.string(group.text)))
        case .comparison(let subjects):
            fields.append(("comparison", JSONText.list(subjects.map { JSONText.string($0.name) })))
        case .hosts(let selection):
            fields.append(("hosts", JSONText.string(selection.text)))
        }
        fields += [
            ("unit", JSONText.string(unit.symbol)), ("base", "\(base.rawValue)"),
            ("from", Self.time(request.time.from)), ("to", Self.time(request.time.to)),
            ("start", Self.time(start)), ("end", Self.time(end)),
            ("start_epoch", "\(start)"), ("end_epoch", "\(end)"), ("step", "\(step)"),
            ("consolidation", JSONText.string(consolidation.rawValue)),
            ("known", NumberText.of((known * 10_000).rounded(.down) / 10_000)),
            ("notes", JSONText.list(((emptiness.map { [$0] } ?? []) + notes).map(JSONText.string))),
            ("series", JSONText.list(series.map(Self.object))), ("events", JSONText.list(marks.map(Self.object))),
        ]
        return JSONText.object(fields) + "\n"
    }

    private static func object(_ series: GraphSeries) -> String {
        let fields = [
            ("label", JSONText.string(series.label)), ("metric", JSONText.string(series.metric)),
            ("draw", JSONText.string(series.draw.rawValue)), ("color", JSONText.string("\(series.color)")),
            ("values", list(series.values)),
        ]
        let more = [("floor", series.floor), ("peaks", series.peaks)].compactMap { name, values in
            values.map { (name, list($0)) }
        }
        let stroke = series.stroke == .solid ? [] : [("stroke", JSONText.string(series.stroke.rawValue))]
        return JSONText.object(fields + stroke + more)
    }

    private static func list(_ values: [Double]) -> String {
        JSONText.list(values.map { $0.isNaN ? "null" : NumberText.of($0) })
    }

    private static func object(_ mark: EventMark) -> String {
        JSONText.object([
            ("start", time(mark.start)), ("end", mark.end.map(time) ?? "null"), ("text", JSONText.string(mark.text)),
        ])
    }

    private static func time(_ seconds: Int) -> String { JSONText.string(CivilTime(seconds: seconds).iso) }
}

/// JSON whose fields keep their order, which Foundation's encoder does not promise.
private enum JSONText {
    static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { "\(string($0)):\($1)" }.joined(separator: ",") + "}"
    }

    static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
