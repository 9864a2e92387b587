/// Lets librrd make the updates: of every kind of file, through a memory map.
///
/// About 25 us for a row of one column, 290 for twenty rows of fifty.
package struct LibraryRowWriter: RowWriter {
    private var lines = UpdateLines()

    package init() {}

    package mutating func write(_ updates: UpdateBatch, to file: CheckedFile) throws(RowWriteError) {
        lines.removeAll()
        for (index, time) in updates.times.enumerated() {
            lines.begin(at: time.seconds, microseconds: time.microseconds)
            for column in 0..<updates.columns { lines.append(updates.values[index * updates.columns + column]) }
        }
        do {
            try lines.write(to: file.path)
        } catch {
            throw .library(error)
        }
    }
}
