/// Inputs of forms that need no script.
enum FormParts {
    /// A list of which one is chosen.
    ///
    /// - `options`: values and words.
    /// - `chosen`: the value; the first one where it is none of them.
    static func select(
        _ name: String, _ label: String, _ options: [(value: String, words: String)], chosen: String?
    ) -> HTML {
        let list = options.map { option -> HTML in
            let isChosen: HTML = option.value == chosen ? " selected" : ""
            return "<option value=\"\(option.value)\"\(isChosen)>\(option.words)</option>\n"
        }
        return "<label>\(label) <select name=\"\(name)\">\n\(list)</select></label>\n"
    }

    /// A line of text.
    static func text(_ name: String, _ label: String, _ value: String, example: String, limit: Int = 200) -> HTML {
        """
        <label>\(label) <input type="text" name="\(name)" value="\(value)" placeholder="\(example)" \
        maxlength="\(limit)" spellcheck="false" autocomplete="off"></label>

        """
    }

    /// A form that asks for a page.
    ///
    /// - `hidden`: what it sends beside its fields.
    static func form(
        _ page: PageAddress, label: String, hidden: [(String, String)] = [], _ fields: HTML, button: String = "Show"
    ) -> HTML {
        """
        <form class="ask" action="\(page.action)" method="get" aria-label="\(label)">\(HTML.hidden(hidden))\
        \(Link.kept.inputs(except: hidden.map(\.0)))
        \(fields)<button>\(button)</button></form>

        """
    }
}
