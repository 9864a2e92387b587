/// What a sender says of one of its metrics, apart from the values.
package struct GangliaMetadata: Sendable, Equatable {
    package var type: GangliaType
    /// The metric's name once more; nothing makes it equal to the id's.
    package var name: String
    /// Any text; one space where gmond means none.
    package var units: String
    package var slope: GangliaSlope
    /// The longest expected gap between two values, in seconds.
    package var tmax: UInt32
    /// After how many seconds of silence the metric is to be forgotten; 0 is never.
    package var dmax: UInt32
    /// In the order received; keys may repeat.
    package var extras: [GangliaExtra]

    package init(
        type: GangliaType, name: String, units: String, slope: GangliaSlope, tmax: UInt32, dmax: UInt32 = 0,
        extras: [GangliaExtra] = []
    ) {
        self.type = type
        self.name = name
        self.units = units
        self.slope = slope
        self.tmax = tmax
        self.dmax = dmax
        self.extras = extras
    }

    /// A few words for a page, from the extra element `TITLE`.
    package var title: String? { first("TITLE") }

    /// One sentence, from the extra element `DESC`.
    package var summary: String? { first("DESC") }

    /// The groups of metrics that this one is shown in: one extra element `GROUP` each.
    package var groups: [String] { extras.filter { $0.key == "GROUP" }.map(\.value) }

    private func first(_ key: String) -> String? { extras.first { $0.key == key }?.value }
}

/// A key and a value beside what the protocol knows: `TITLE`, `DESC`, `GROUP`, `SPOOF_HOST`, or a module's own.
package struct GangliaExtra: Sendable, Hashable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }

    /// Bytes that even two empty strings take.
    static let minimumLength = 8
}
