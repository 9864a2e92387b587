import Aggregator
import Graphs
import MetricModel

/// A graph as it stands in a page: drawn, in the page's own colours.
struct DrawnGraph {
    let definition: GraphDefinition
    let picture: HTML
    /// How it is drawn otherwise than its definition says.
    var options = GraphOptions()
    var size = DrawnGraph.size
    /// What the ids in the picture begin with.
    var id = ""
    /// Its numbers; nil where it cannot be drawn.
    var data: GraphData?
    /// What can be read from it, without its title; nil where it cannot be drawn.
    var sentence: String?

    /// In a page of three columns; a telephone shows it smaller, still to be read.
    static let size = GraphSize(width: 440, height: 280)
    /// On its own.
    static let large = GraphSize(width: 960, height: 400)
}

extension Site {
    /// Graphs of one subject, a few at a time; one that cannot be drawn is a picture that says why.
    ///
    /// About a millisecond each.
    func draw(
        _ definitions: [GraphDefinition], of subject: GraphSubject, over range: PageRange,
        as options: GraphOptions = GraphOptions()
    ) async -> [DrawnGraph] {
        await definitions.concurrently { await draw($0, of: subject, over: range, as: options) }
    }

    /// One graph; without its picture where a page's script does not ask for it.
    ///
    /// - `id`: what the ids in its picture begin with, where the name of the graph would not be unique in the page.
    func draw(
        _ definition: GraphDefinition, of subject: GraphSubject, over range: PageRange,
        as options: GraphOptions = GraphOptions(), size: GraphSize = DrawnGraph.size, id: String? = nil
    ) async -> DrawnGraph {
        let now = graphClock
        let id = id ?? definition.name.text
        guard Renewal.wants(id) || Renewal.wants(GraphFigure.sentencePart(of: id)) else {
            return DrawnGraph(definition: definition, picture: "", options: options, size: size, id: id)
        }
        let request = GraphRequest(
            definition, of: subject, time: range.time, size: size, zone: range.zone, options: options)
        do {
            let data = try await load(request)
            let (picture, sentence) = GraphSVG.picture(
                of: data, as: .inline(id: id), now: now, moment: range.moment)
            return DrawnGraph(
                definition: definition, picture: HTML(stringLiteral: picture).renewed(as: id), options: options,
                size: size, id: id, data: data, sentence: sentence.withoutTitle)
        } catch {
            return DrawnGraph(
                definition: definition, picture: ErrorPicture(error: WebError(error), size: size).svg.renewed(as: id),
                options: options, size: size, id: id)
        }
    }
}
