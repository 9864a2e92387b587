import Graphs
import MetricModel

/// All graphs of a host or a group for one range, and the ways to other ranges.
struct GraphBand {
    let graphs: [DrawnGraph]
    /// The host's or group's own page.
    let page: PageAddress
    /// As the descriptions of the pictures name it.
    let name: String
    let range: PageRange

    var html: HTML {
        """
        <div class="bandhead"><h2 id="graphs">Graphs</h2>
        \(bar.presets)</div>
        \(bar.times)\
        <div class="graphs">
        \(graphs.map { GraphFigure(graph: $0, page: page, name: name, range: range).html })</div>

        """
    }

    private var bar: RangeBar { RangeBar(range: range, page: page) }
}
