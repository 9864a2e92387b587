extension String {
    /// Whether the text stands in it somewhere.
    ///
    /// The standard library's own brings its regular expressions along, which are a tenth of the agent.
    func contains(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { text in
            var rest = utf8[...]
            while rest.count >= text.count {
                if rest.starts(with: text) { return true }
                rest.removeFirst()
            }
            return false
        }
    }
}
