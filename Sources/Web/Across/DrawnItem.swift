import Graphs
import MetricModel

/// A graph of an item as it stands in a page.
struct DrawnItem {
    let item: GraphItem
    /// As the page and its links name it.
    let words: String
    let picture: HTML
    let size: GraphSize
    /// What was drawn; nil where it could not be.
    let data: GraphData?

    /// Of the one graph of a page; a telephone scrolls it.
    static let large = GraphSize(width: 880, height: 340)
    /// On its own.
    private static let whole = GraphSize(width: 1200, height: 480)

    /// The picture, and the ways to it in other forms.
    ///
    /// The ids in the picture begin with `id`; `links` are what else can be done with it.
    func figure(_ range: PageRange, id: String, links: HTML = "") -> HTML {
        let hooks: HTML =
            if let json = item.address("json", range, size), let svg = item.address("svg", range, size) {
                " data-json=\"\(json)\" data-svg=\"\(svg + "&inline=\(id)")\" tabindex=\"-1\""
            } else {
                ""
            }
        let forms = ["svg", "png", "pdf", "csv", "json"].compactMap { suffix -> HTML? in
            guard let address = item.address(suffix, range, Self.whole) else { return nil }
            let name = suffix.uppercased()
            return "<a href=\"\(address)\" aria-label=\"\(words), \(range.words), as \(name)\">\(name)</a> "
        }
        let kind: HTML = size == Self.large ? " class=\"large\"" : ""
        return """
            <figure\(kind)\(hooks)>\(picture)<output></output>
            <figcaption><span>\(about)</span><span>\(links)\(forms)</span></figcaption></figure>

            """
    }

    private var about: HTML {
        // A page of one graph has its words for a title.
        let title: HTML = size == Self.large ? "" : "<b>\(words)</b> "
        return title + "\(item.notes ?? "")"
    }

    /// The way to have it in a page of one's own; nothing for what no address can say.
    var adding: HTML {
        guard let pairs = item.pairs else { return "" }
        return "<a href=\"\(Link.views.with([("item", ViewQuery.text(pairs))]))\">Add to a view</a> "
    }
}

extension Site {
    /// An item's graph; one that cannot be drawn is a picture that says why.
    ///
    /// - `id`: what the ids in the picture begin with.
    func draw(_ item: GraphItem, over range: PageRange, size: GraphSize, id: String) async -> DrawnItem {
        let words = item.words(try? definition(of: item))
        do {
            let data = try await load(try request(for: item, over: range, size: size))
            let text = GraphSVG.text(of: data, as: .inline(id: id), now: Int(clock().seconds))
            return DrawnItem(item: item, words: words, picture: HTML(stringLiteral: text), size: size, data: data)
        } catch {
            let picture = ErrorPicture(error: WebError(error), size: size).svg
            return DrawnItem(item: item, words: words, picture: picture, size: size, data: nil)
        }
    }
}
