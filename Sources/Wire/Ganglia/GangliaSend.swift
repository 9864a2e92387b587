import MetricModel

/// What one run of gmetric sends: a value that a script knows, and what it means.
///
/// The value always travels as text; the type is told by the metadata alone, and the value's range is not checked
/// against it, as gmetric does not.
package struct GangliaSend: Sendable, Equatable {
    package let name: String
    package let value: String
    package let type: GangliaType
    package let units: String
    package var slope = GangliaSlope.both
    /// The longest expected gap between two values, in seconds.
    package var tmax: UInt32 = 60
    /// After how many seconds of silence the metric is to be forgotten; 0 is never.
    package var dmax: UInt32 = 0
    /// Another cluster's name for the value; gmond itself makes nothing of it.
    package var cluster: String?
    package var groups: [String] = []
    /// One sentence.
    package var summary: String?
    /// A few words.
    package var title: String?

    /// Checks what gmetric checks: no `"` in a text, a type that can be sent, and a number for a numeric type.
    ///
    /// `type` is one of the words of ``GangliaType/sendable``. A number is what C's `strtod` reads and is finite.
    package init(name: String, value: String, type: String, units: String = "") throws(GangliaSendError) {
        let texts: [(GangliaSendError.Parameter, String)] = [
            (.name, name), (.value, value), (.type, type), (.units, units),
        ]
        for (parameter, text) in texts where text.utf8.contains(UInt8(ascii: "\"")) {
            throw .quotationMark(parameter, found: text)
        }
        self.name = name
        self.value = value
        self.type = GangliaType(type)
        self.units = units
        guard GangliaType.sendable.contains(self.type) else { throw .unknownType(type) }
        guard !self.type.isNumeric || Double(gangliaText: value) != nil else {
            throw .notANumber(value, type: self.type)
        }
    }

    /// The names in gmetric's comma-separated `--group`, empty ones left out.
    package static func groups(in list: String) -> [String] {
        list.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
    }

    /// The two datagrams, the metadata to be sent first, byte for byte those of gmetric.
    package func messages(from sender: GangliaSender) -> (metadata: GangliaMessage, value: GangliaMessage) {
        var extras = Self.spoofExtras(of: sender)
        if let cluster { extras.append(GangliaExtra("CLUSTER", cluster)) }
        extras += groups.map { GangliaExtra("GROUP", $0) }
        if let summary { extras.append(GangliaExtra("DESC", summary)) }
        if let title { extras.append(GangliaExtra("TITLE", title)) }
        let metadata = GangliaMetadata(
            type: type, name: name, units: units, slope: slope, tmax: tmax, dmax: dmax, extras: extras)
        let id = sender.id(of: name)
        return (.metadata(id, metadata), .value(id, GangliaValue(.string(value), format: "%s")))
    }

    /// The two datagrams of `gmetric --heartbeat`, which keep a host alive that has no gmond of its own; they serve
    /// that end only for a spoofed sender.
    package static func heartbeat(from sender: GangliaSender) -> (metadata: GangliaMessage, value: GangliaMessage) {
        let id = sender.id(of: "heartbeat")
        let metadata = GangliaMetadata(
            type: .uint32, name: id.name, units: "", slope: .zero, tmax: 0,
            extras: spoofExtras(of: sender) + [GangliaExtra("SPOOF_HEARTBEAT", "yes")])
        return (.metadata(id, metadata), .value(id, GangliaValue(.string("0"), format: "%s")))
    }

    private static func spoofExtras(of sender: GangliaSender) -> [GangliaExtra] {
        sender.isSpoofed ? [GangliaExtra("SPOOF_HOST", sender.host)] : []
    }
}

/// Why gmetric would not send a value.
package enum GangliaSendError: Error, Equatable {
    /// A `"` would break the XML of a gmond, which does not escape it.
    case quotationMark(Parameter, found: String)
    case unknownType(String)
    case notANumber(String, type: GangliaType)

    package enum Parameter: String, Sendable {
        case name, value, type, units
    }
}

extension GangliaSendError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .quotationMark(let parameter, let text):
            "\(parameter.rawValue): expected text without quotation marks, found \(text.excerpt)"
        case .unknownType(let word):
            "type: expected one of \(GangliaType.sendable.map(\.word).joined(separator: ", ")), found \(word.excerpt)"
        case .notANumber(let text, let type):
            "value: expected a number for type \(type.word), found \(text.excerpt)"
        }
    }
}
