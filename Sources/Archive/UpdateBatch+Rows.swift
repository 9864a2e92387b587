extension UpdateBatch {
    /// Replaces what is there by the lines of a plan.
    ///
    /// - `sources`: for each of the file's columns, where its value stands in a row.
    mutating func fill(_ rows: PendingRows, by plan: UpdatePlan, _ sources: [Int?]) {
        begin(columns: sources.count)
        for line in plan.lines {
            switch line {
            case .unknown(let time):
                append(repeatElement(.nan, count: sources.count), at: Time(time))
            case .row(let index, let time):
                let values = rows.values(at: index)
                append(sources.lazy.map { $0.map { values[values.startIndex + $0] } ?? .nan }, at: Time(time))
            }
        }
    }
}
