import ArchiveKit
import Foundation
import MetricModel

/// What the arguments say.
struct Knobs {
    let rows: KnownRows
    let first, hosts, growEvery, pause, flush: Int
    /// nil for what an aggregator has by itself.
    let minimumFree: Int?
    let asks: Bool

    init(_ numbers: [String: Int]) {
        rows = KnownRows(step: numbers["step"] ?? 15, retention: numbers["brief"] == 1 ? .brief : .detail)
        first = numbers["first"] ?? 0
        hosts = numbers["hosts"] ?? 1
        growEvery = numbers["grow"] ?? 0
        pause = numbers["pause"] ?? 0
        flush = numbers["flush"] ?? 60
        minimumFree = numbers["free"].flatMap { $0 < 0 ? nil : $0 }
        asks = numbers["asks"] == 1
    }

    /// How many hosts there are when a row is stored; never more than five times as many as at first.
    func hosts(at index: Int) -> Int { growEvery > 0 ? min(5 * hosts, hosts + index / growEvery) : hosts }
}

/// Writes a line at once, whole.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}
