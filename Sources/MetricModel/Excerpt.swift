extension String {
    /// The text's beginning in quotation marks, for a message: in ASCII, with everything escaped that could disturb a
    /// terminal or a log, and not long, whoever sent it.
    package var excerpt: String {
        "\"\(unicodeScalars.prefix(60).map { $0.escaped(asASCII: true) }.joined())\""
    }
}
