/// Rows of one archive that follow each other in its ring and wait to be written at once.
struct RingRun {
    /// Row by row.
    private(set) var values: [Double] = []
    private(set) var rows = 0
    /// Where in the ring the first one goes.
    private(set) var first = 0

    /// About a mebibyte: a long gap fills whole rings.
    private static let limit = 1 << 17

    var isFull: Bool { values.count >= Self.limit }

    mutating func begin(at row: Int) {
        values.removeAll(keepingCapacity: true)
        rows = 0
        first = row
    }

    mutating func append(_ row: [Double]) {
        values += row
        rows += 1
    }
}
