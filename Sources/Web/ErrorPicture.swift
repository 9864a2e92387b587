import Graphs

/// The picture that stands in a page for one that cannot be drawn, and says why.
///
/// It is SVG wherever a PNG was asked for: browsers go by the type of what they get, and text of any script is readable.
struct ErrorPicture {
    let error: WebError
    let size: GraphSize

    var svg: HTML {
        let lines = wrapped(error.error) + wrapped(error.hint)
        let first = Double(size.height) / 2 - Double(lines.count - 1) * Self.lineHeight / 2
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(size.width)" height="\(size.height)" \
            viewBox="0 0 \(size.width) \(size.height)" role="img">
            <title>\(error.error)</title>
            <rect width="100%" height="100%" fill="#F5F5F5"/>
            <g font-family="system-ui, sans-serif" font-size="13" fill="#444444" text-anchor="middle">
            \(lines.enumerated().map { index, line in
                "<text x=\"50%\" y=\"\(Int(first + Double(index) * Self.lineHeight) + 4)\">\(line)</text>\n"
            })</g>
            </svg>

            """
    }

    private static let lineHeight = 19.0

    /// The words in lines about as long as the picture is wide.
    private func wrapped(_ text: String) -> [String] {
        let limit = max(16, size.width / 8)
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= limit {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word.prefix(limit)))
            }
        }
        return lines
    }
}
