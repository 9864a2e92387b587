import Aggregator
import Graphs
import MetricModel

/// A graph as it stands in a page: drawn, in the page's own colours.
struct DrawnGraph {
    let definition: GraphDefinition
    let picture: HTML

    /// In a page of three columns; a telephone shows it smaller, still to be read.
    static let size = GraphSize(width: 440, height: 280)
}

extension Site {
    /// Graphs of one subject, drawn one after the other; one that cannot be drawn is a picture that says why.
    ///
    /// About a millisecond each.
    func draw(
        _ definitions: [GraphDefinition], of subject: GraphSubject, over range: PageRange
    ) async -> [DrawnGraph] {
        let now = graphClock
        var drawn: [DrawnGraph] = []
        for definition in definitions where Renewal.wants(definition.name.text) {
            let request = GraphRequest(
                definition, of: subject, time: range.time, size: DrawnGraph.size, zone: range.zone)
            let picture: HTML
            do {
                let data = try await load(request)
                let form = SVGForm.inline(id: definition.name.text)
                picture = HTML(stringLiteral: GraphSVG.text(of: data, as: form, now: now))
            } catch {
                picture = ErrorPicture(error: WebError(error), size: DrawnGraph.size).svg
            }
            drawn.append(
                DrawnGraph(definition: definition, picture: picture.renewed(as: definition.name.text)))
        }
        return drawn
    }
}
