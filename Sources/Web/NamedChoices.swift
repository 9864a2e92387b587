/// A choice of few by links, with its name before it.
struct NamedChoices {
    let name: String
    let choices: [ChoiceLinks.Choice]

    init(name: String, choices: [ChoiceLinks.Choice]) { (self.name, self.choices) = (name, choices) }

    /// Of the values of one key, nil for none.
    ///
    /// - `address`: the page with another value.
    init(
        name: String, values: [(value: String?, words: String)], current: String?, address: (String?) -> String
    ) {
        self.init(
            name: name,
            choices: values.map { value, words in
                ChoiceLinks.Choice(words: words, address: address(value), isCurrent: value == current)
            })
    }

    var html: HTML {
        """
        <div class="choices"><div><strong>\(name)</strong>\(ChoiceLinks(label: name, choices: choices).html)</div></div>

        """
    }
}
