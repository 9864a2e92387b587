import Graphs
import Hummingbird

/// In which form a request wants its answer, and so its errors too.
enum AnswerForm: Equatable {
    case page, document, text
    case picture(GraphSize)

    /// - `path`: the request's, without the base.
    init(_ request: Request, path: String) {
        let query = try? QueryString(parsing: request.uri.query ?? "")
        if path.hasPrefix("/api/") {
            self = .document
        } else if path == "/metrics" || path == "/federate" {
            self = .text
        } else if path == "/graph.php" {
            self = query.map(GangliaQuery.wantsData) == true ? .document : .picture(GangliaQuery.size(query))
        } else if path.hasPrefix("/graph/") {
            let isPicture = path.hasSuffix(".png") || path.hasSuffix(".svg")
            self = isPicture ? .picture(query?["size"].flatMap { GraphSize($0) } ?? GraphSize()) : .document
        } else {
            self = .page
        }
    }
}
