import Wire

extension Parser {
    /// Datagrams, and what is put together from several.
    static let wire: [Parser] = [
        Parser("wire-frame") { bytes in (try? Frame(decoding: bytes)) != nil },
        Parser("wire-definition") { bytes in
            (try? EncodedDefinition.definition(decoding: bytes)) != nil
        },
        Parser("wire-ganglia") { bytes in (try? GangliaMessage(decoding: bytes)) != nil },
    ]
}
