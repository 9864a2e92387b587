/// Where a picture will be.
package enum SVGForm: Sendable, Equatable {
    /// In a page, whose style sheet has ``GraphStyle/css``.
    ///
    /// - `id`: what the ids in the picture begin with; its own for each picture of a page.
    case inline(id: String)
    /// In a file of its own, light or dark as the reader's system is.
    case standalone

    /// The id of a part of the picture.
    func id(_ part: String) -> String {
        switch self {
        case .inline(let own): "\(own)-\(part)"
        case .standalone: part
        }
    }
}

/// The root element of a picture: its size, its name and a sentence about it.
struct SVGRoot {
    let form: SVGForm
    let width, height: Int
    let title, sentence: String
    /// The classes of colours that it uses.
    let colors: [String]
    /// What scripts need to know, as attributes `data-…`.
    var hooks: [(name: String, value: String)] = []

    func open(_ out: inout SVGWriter) {
        out += "<svg"
        if form == .standalone { out += " xmlns=\"http://www.w3.org/2000/svg\"" }
        out.attribute("width", width)
        out.attribute("height", height)
        out.attribute("viewBox", "0 0 \(width) \(height)")
        out += " class=\"graph\" role=\"img\""
        out.attribute("aria-labelledby", "\(form.id("title")) \(form.id("desc"))")
        for hook in hooks {
            out += " data-"
            out.markup(hook.name)
            out += "=\""
            out.text(hook.value)
            out += "\""
        }
        out += "><title"
        out.attribute("id", form.id("title"))
        out += ">"
        out.text(title)
        out += "</title><desc"
        out.attribute("id", form.id("desc"))
        out += ">"
        out.text(sentence)
        out += "</desc>\n"
        if form == .standalone {
            out += "<style>"
            out.markup(GraphStyle.standalone(colors))
            out += "</style><rect class=\"gz\" width=\"100%\" height=\"100%\"/>\n"
        }
    }

    func close(_ out: inout SVGWriter) { out += "</svg>\n" }
}
