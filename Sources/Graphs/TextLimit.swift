/// Text made to fit a place of bounded width, counted in cells of a terminal.
enum TextLimit {
    /// The text, or its front and end around a "…" where it is wider than fits.
    ///
    /// Names that are long tend to differ at their end.
    static func shorten(_ text: String, to limit: Int) -> String {
        guard DisplayWidth.cells(text) > limit else { return text }
        guard limit > 1 else { return String(prefix(of: text, max(0, limit))) }
        let end = (limit - 1) / 2
        return prefix(of: text, limit - 1 - end) + "…"
            + String(prefix(of: String(text.reversed()), end).reversed())
    }

    /// The text with spaces after it, so that it is so wide.
    static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.cells(text)))
    }

    /// The text with spaces before it, so that it is so wide.
    static func align(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.cells(text))) + text
    }

    private static func prefix(of text: String, _ limit: Int) -> Substring {
        var rest = limit
        return text.prefix { character in
            rest -= DisplayWidth.cells(character)
            return rest >= 0
        }
    }

    /// Text from outside as it can stand in a message: short, and without control characters.
    static func printable(_ text: String) -> String {
        let printable = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }
        return shorten(String(String.UnicodeScalarView(printable)), to: 40)
    }
}
