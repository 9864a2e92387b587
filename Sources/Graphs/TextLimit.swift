/// Text made to fit a place of bounded width.
enum TextLimit {
    /// The text, or its front and end around a "…" where it has more characters than fit.
    ///
    /// Names that are long tend to differ at their end.
    static func shorten(_ text: String, to limit: Int) -> String {
        guard text.count > limit else { return text }
        guard limit > 1 else { return String(text.prefix(max(0, limit))) }
        let end = (limit - 1) / 2
        return text.prefix(limit - 1 - end) + "…" + text.suffix(end)
    }

    /// The text with spaces after it, so that it has so many characters.
    static func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// The text with spaces before it, so that it has so many characters.
    static func align(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
