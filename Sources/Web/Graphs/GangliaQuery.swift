package import Foundation
package import Graphs

/// What the parameters of Ganglia's `graph.php` ask for.
package struct GangliaQuery: Sendable, Equatable {
    /// What is drawn.
    package enum Drawn: Sendable, Equatable {
        case metric(String)
        case report(String)
        /// Every metric that one of the patterns fits, of hosts by pattern.
        case metrics([NamePattern])
    }

    /// Hosts whose values stand in one graph.
    package struct Aggregate: Sendable, Equatable {
        /// Those of which a name fits; empty where they are listed.
        package let patterns: [NamePattern]
        /// As `NAME` or `CLUSTER/NAME`.
        package let listed: [String]
        package let draw: ItemDraw
        /// Whether a line of all together is wanted.
        package let hasTotal: Bool
    }

    package enum Output: Sendable, Equatable {
        case picture
        case json
        case csv
    }

    /// nil for the host of this name in any cluster.
    package let cluster: String?
    /// nil for the cluster as a whole.
    package let host: String?
    package let drawn: Drawn
    /// nil for a graph of one host or cluster.
    package let aggregate: Aggregate?
    package let time: TimeRange
    /// Whose days and hours are meant and shown.
    package let zone: TimeZone
    package let size: GraphSize
    package let output: Output
    /// The format of a picture, by name: `png` unless told.
    package let picture: String
    /// Parameters that would change the picture and do nothing here.
    package let ignored: [String]

    /// Reads the parameters; throws ``WebError`` for what cannot be done here.
    ///
    /// Empty ones count as missing, as Ganglia's own links have them; unknown ones are ignored.
    ///
    /// - `now`: seconds since 1970.
    /// - `zone`: whose days and hours are meant, unless the query says.
    package init(_ query: QueryString, now: Int, zone: TimeZone) throws(WebError) {
        func value(_ key: String) -> String? { query[key].flatMap { $0.isEmpty ? nil : $0 } }
        if let key = Self.impossible.first(where: { value($0) != nil }) {
            throw .badRequest("\(key): \(Self.reason(key))", hint: "/api/v1/graph draws hosts and groups")
        }
        cluster = value("c")
        host = value("h")
        aggregate = try Self.aggregate(query)
        guard cluster != nil || host != nil || aggregate != nil else {
            throw .badRequest(
                "a graph of the whole grid cannot be drawn: expected c, a cluster, or h, a host",
                hint: "try graph.php?c=CLUSTER&g=load_report")
        }
        drawn = try Self.drawn(query, isAggregate: aggregate != nil)
        self.zone = try PageRange.zone(value("tz")) ?? zone
        time = try Self.time(value, now: now, zone: self.zone)
        size = Self.size(query)
        output = value("json") != nil ? .json : value("csv") != nil ? .csv : .picture
        picture = value("image_format") ?? "png"
        let isAggregate = aggregate != nil
        ignored = Self.withoutEffect.filter { value($0) != nil && !(isAggregate && Self.ofAggregates.contains($0)) }
    }

    private static let impossible = ["vn", "item_id", "flot", "graphlot"]
    private static let ofAggregates = ["gtype", "show_total"]
    private static let withoutEffect = [
        "jr", "js", "x", "n", "vl", "ti", "title", "l", "v", "warn", "crit", "ts", "trend", "event", "gtype",
        "lw",
        "glegend", "lgnd_xh", "sortit", "gs", "scale", "show_total", "step", "maxrows", "live", "verbose", "debug",
    ]

    private static func reason(_ key: String) -> String {
        switch key {
        case "vn", "item_id": "Ganglia's views are not known here"
        default: "this form of data is not given; json=1 and csv=1 are"
        }
    }

    /// Whether data is asked for, rather than a picture.
    static func wantsData(_ query: QueryString) -> Bool {
        ["json", "csv", "flot", "graphlot"].contains { query[$0]?.isEmpty == false }
    }

    /// The size by `z`, `width` and `height`; those that cannot be drawn become the nearest that can.
    static func size(_ query: QueryString?) -> GraphSize {
        let named: (width: Int, height: Int) =
            switch query?["z"] {
            case "small": (200, 65)
            case "medium": (300, 95)
            case "large": (480, 150)
            case "xlarge": (650, 300)
            case "xxlarge": (1150, 700)
            case "mobile": (220, 95)
            default: (400, 100)
            }
        // Ganglia's sizes are those of the plot; ours are of the whole picture.
        let (width, height) = (query?["width"].flatMap { Int($0) }, query?["height"].flatMap { Int($0) })
        func bounded(_ number: Int) -> Int { min(max(number, 0), 100_000) }
        return GraphSize(
            width: bounded(width ?? named.width) + 97, height: bounded(height ?? named.height) + 75)
    }

    private static func time(
        _ value: (String) -> String?, now: Int, zone: TimeZone
    ) throws(WebError) -> TimeRange {
        let end = value("ce") ?? value("st") ?? "now"
        if let start = value("cs") {
            return try TimeQuery.range(from: moment(start), to: moment(end), now: now, zone: zone)
        }
        let name = value("r") ?? "hour"
        guard let seconds = seconds(name) else {
            throw .badRequest(
                "r: expected hour, 2hr, 4hr, day, week, month or year, found \"\(name.prefix(40))\"", hint: "try r=day")
        }
        return try TimeQuery.range(from: "end-\(seconds)s", to: moment(end), now: now, zone: zone)
    }

    private static func seconds(_ range: String) -> Int? {
        switch range {
        case "hour": 3600
        case "2hr": 7200
        case "4hr": 14_400
        case "day": 86_400
        case "week": 604_800
        case "month": 2_419_200
        case "year": 31_449_600
        // A custom range without a start.
        case "custom", "job": 3600
        default: nil
        }
    }

    /// A `+` that was written as it is has become a space.
    private static func moment(_ text: String) -> String {
        TimeText.reading(text, or: text.replacing(" ", with: "+")) ?? text
    }
}
