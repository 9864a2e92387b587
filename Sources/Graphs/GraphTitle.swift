/// What a graph is called: what it shows, of whom, and how.
struct GraphTitle {
    /// As the definition is called.
    var what: String
    /// With its preposition: `on web1`.
    var whose: String
    /// Beginning with its punctuation: `: load by host`.
    var details = ""

    /// What the legend says too.
    var aside = ""

    var text: String { "\(what) \(whose)\(details)\(aside)" }

    /// Where it is clear of whom it is.
    var heading: String { what + details }
}
