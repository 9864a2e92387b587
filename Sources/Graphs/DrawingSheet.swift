internal import CRRD
import Foundation
import Synchronization

/// The columns that librrd draws while it is at it: it asks for them by a file name that begins with `cb//`.
///
/// One at a time, as drawing is.
struct DrawingSheet: Sendable {
    /// Seconds since 1970; the first row ends a step later.
    let start, end: Int
    /// Seconds a row.
    let step: Int
    let columns: [[Double]]

    /// What stands for a file in a `DEF`.
    static let file = "cb//graph"

    private static let current = Mutex<DrawingSheet?>(nil)

    private static let registration: CInt = rrd_fetch_cb_register { _, _, start, end, step, count, names, data in
        DrawingSheet.answer(start, end, step, count, names, data)
    }

    /// What a `DEF` calls a column.
    static func column(_ index: Int) -> String { "c\(index)" }

    /// Runs a drawing call that may ask for the sheet; only under the lock of drawing.
    func whileShown<Result>(_ draw: () -> Result) -> Result {
        _ = Self.registration
        Self.current.withLock { $0 = self }
        defer { Self.current.withLock { $0 = nil } }
        return draw()
    }

    /// Copies the sheet to memory that librrd will free.
    private static func answer(
        _ start: UnsafeMutablePointer<time_t>?, _ end: UnsafeMutablePointer<time_t>?,
        _ step: UnsafeMutablePointer<UInt>?, _ count: UnsafeMutablePointer<UInt>?,
        _ names: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?,
        _ data: UnsafeMutablePointer<UnsafeMutablePointer<rrd_value_t>?>?
    ) -> CInt {
        guard let sheet = current.withLock({ $0 }), !sheet.columns.isEmpty, let start, let end, let step, let count,
            let names, let data
        else { return -1 }
        let width = sheet.columns.count
        let rows = (sheet.end - sheet.start) / sheet.step
        guard
            let texts = calloc(width, MemoryLayout<UnsafeMutablePointer<CChar>?>.stride)?
                .bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: width),
            let values = calloc(max(1, rows * width), MemoryLayout<Double>.stride)?
                .bindMemory(to: Double.self, capacity: max(1, rows * width))
        else { return -1 }
        for (index, column) in sheet.columns.enumerated() {
            texts[index] = strdup(DrawingSheet.column(index))
            for row in 0..<rows { values[row * width + index] = column[row] }
        }
        start.pointee = sheet.start
        end.pointee = sheet.end
        step.pointee = UInt(sheet.step)
        count.pointee = UInt(width)
        names.pointee = texts
        data.pointee = values
        return 0
    }
}
