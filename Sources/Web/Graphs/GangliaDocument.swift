import Graphs
import MetricModel

/// Graphs as ganglia-web gives them as data, with the names that it leaves empty.
enum GangliaDocument {
    /// A list of series, each with pairs of value and moment; what is unknown is the text `NaN`, as there.
    static func json(_ data: GraphData) -> JSON {
        let (cluster, host): (String, String) =
            switch data.request.subject {
            case .host(let key): (key.cluster.text, key.name.text)
            case .group(let group, _): (group.text, "")
            case .comparison, .hosts: ("", "")
            }
        return .array(
            data.series.map { series in
                [
                    "ds_name": .string(series.metric), "cluster_name": .string(cluster),
                    "graph_type": .string(series.draw.rawValue), "host_name": .string(host),
                    "metric_name": .string(series.label), "color": .string("\(series.color)"),
                    "datapoints": .array(
                        series.values.enumerated().map { row, value in
                            [
                                value.isFinite ? .number(value) : "NaN",
                                JSON(data.start + (row + 1) * data.step),
                            ]
                        }),
                ]
            })
    }

    /// Our own table without the moments in seconds, under Ganglia's name for the other column.
    static func csv(_ data: GraphData) -> String {
        let lines = data.csv.split(separator: "\r\n", omittingEmptySubsequences: true)
        return lines.enumerated().map { number, line in
            let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            let first = number == 0 ? "Timestamp" : cells[0]
            return cells.count > 2 ? "\(first),\(cells[2])\r\n" : "\(first)\r\n"
        }.joined()
    }
}
