/// A choice of few by links, with its name before it.
struct NamedChoices {
    let name: String
    let choices: [ChoiceLinks.Choice]

    var html: HTML {
        """
        <div class="choices"><div><strong>\(name)</strong>\(ChoiceLinks(label: name, choices: choices).html)</div></div>

        """
    }
}
