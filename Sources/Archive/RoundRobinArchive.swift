/// How many values become one.
package enum Consolidation: String, Sendable, Hashable, CaseIterable {
    case average = "AVERAGE"
    case min = "MIN"
    case max = "MAX"
    case last = "LAST"
}

/// One ring of rows in a file (RRDtool: RRA).
package struct RoundRobinArchive: Sendable, Hashable {
    package let consolidation: Consolidation
    /// Steps that become one row (RRDtool: pdp_cnt).
    package let stepsPerRow: Int
    package let rows: Int
    /// The share of a row's steps that may be unknown before the row is (RRDtool: xff), 0..<1.
    package let maximumUnknown: Double

    package init(_ consolidation: Consolidation, stepsPerRow: Int, rows: Int, maximumUnknown: Double) {
        self.consolidation = consolidation
        self.stepsPerRow = stepsPerRow
        self.rows = rows
        self.maximumUnknown = maximumUnknown
    }

    /// As `rrdtool create` takes it: `RRA:AVERAGE:0.5:4:10584`.
    var argument: String { "RRA:\(consolidation.rawValue):\(maximumUnknown):\(stepsPerRow):\(rows)" }
}
