/// Which part of a long list a page shows: `?page=2`.
package struct Paging: Equatable {
    /// How many things the whole list has, and how many of them a page has at most.
    package let count, size: Int
    /// From 1.
    package let page: Int

    /// No list is so long, whatever an address says.
    package static let maximum = 1_000_000

    /// The part that an address asks for: behind the end of a list, which may have become shorter, the last one.
    package init(_ query: QueryString, count: Int, size: Int) throws(WebError) {
        (self.count, self.size) = (count, size)
        var page = 1
        if let text = query["page"], !text.isEmpty {
            guard let number = Int(text), 1...Self.maximum ~= number else {
                throw .badRequest(
                    "page: expected a number from 1 to \(Self.maximum), found \"\(text.prefix(40))\"",
                    hint: "try page=2")
            }
            page = number
        }
        self.page = min(page, max(1, (count + size - 1) / size))
    }

    /// The places in the list, from 0.
    package var range: Range<Int> { min(count, (page - 1) * size)..<min(count, page * size) }

    /// Links to the parts before and after; nothing where there is one part only.
    ///
    /// - `words`: what the list has: `hosts`.
    /// - `address`: of the page with a query.
    func html(of words: String, at address: ([(String, String)]) -> String) -> HTML {
        guard count > size else { return "" }
        func step(_ words: HTML, _ label: String, _ page: Int) -> HTML {
            guard page != self.page, 1...((count + size - 1) / size) ~= page else {
                return "<li><span aria-hidden=\"true\">\(words)</span></li>\n"
            }
            let query = page == 1 ? [] : [("page", "\(page)")]
            return "<li><a href=\"\(address(query))\" aria-label=\"\(label)\">\(words)</a></li>\n"
        }
        let last = (count + size - 1) / size
        return """
            <nav class="when" aria-label="Pages"><p>\(range.lowerBound + 1)–\(range.upperBound) of \(count) \(words)</p>
            <ul class="ranges">
            \(step("⏮", "First page", 1))\(step("◀", "Page before", page - 1))\(step("▶", "Next page", page + 1))\
            \(step("⏭", "Last page", last))</ul></nav>

            """
    }
}
