/// A few ways to show a page, each by a link.
struct ChoiceLinks {
    struct Choice {
        let words: String
        let address: String
        let isCurrent: Bool
    }

    /// What is chosen, for those who hear the page.
    let label: String
    let choices: [Choice]

    var html: HTML {
        let links = choices.map { choice -> HTML in
            let current: HTML = choice.isCurrent ? " aria-current=\"true\"" : ""
            return "<li><a href=\"\(choice.address)\"\(current)>\(choice.words)</a></li>\n"
        }
        return "<ul class=\"ranges\" aria-label=\"\(label)\">\n\(links)</ul>\n"
    }
}
