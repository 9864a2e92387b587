import Wire

extension Parser {
    /// Datagrams, and what is put together from several.
    static let wire: [Parser] = [
        Parser("wire-frame") { bytes in (try? Frame(decoding: bytes)) != nil },
        Parser("wire-definition") { bytes in
            (try? EncodedDefinition.definition(decoding: bytes)) != nil
        },
        Parser("prometheus") { bytes in PrometheusText(parsing: bytes).refused == 0 },
        Parser("nagios") { bytes in NagiosOutput(parsing: bytes).refused == 0 },
        Parser("wire-ganglia") { bytes in (try? GangliaMessage(decoding: bytes)) != nil },
    ]
}
