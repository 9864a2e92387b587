internal import CRRD
import Foundation

/// Making new files, and setting old ones right.
package enum RRDCreation {
    /// Creates a file with every row unknown, in a folder that exists.
    ///
    /// librrd writes it under a temporary name and renames it, so that a file is whole or absent. About 1 ms for 600 kB.
    ///
    /// - `heartbeat`: seconds, of every column.
    /// - `start`: seconds since 1970 at which the first row begins.
    static func create(
        _ path: String, columns: [String], plan: RetentionPlan, heartbeat: Int, start: Int
    ) throws(RRDError) {
        try create(
            path, definitions: columns.map { "DS:\($0):GAUGE:\(heartbeat):U:U" } + plan.archives.map(\.argument),
            step: plan.step, start: start)
    }

    /// Creates a file of any columns and archives, as ``create(_:columns:plan:heartbeat:start:)`` does.
    ///
    /// - `definitions`: as `rrdtool create` takes them.
    /// - `step`: seconds.
    /// - `start`: seconds since 1970 at which the first row begins.
    package static func create(
        _ path: String, definitions: [String], step: Int, start: Int
    ) throws(RRDError) {
        try RRDLibrary.call("rrd_create_r2", on: path) {
            RRDLibrary.withArguments(definitions) { count, arguments in
                arguments.withMemoryRebound(to: UnsafePointer<CChar>?.self, capacity: definitions.count + 1) {
                    rrd_create_r2(path, UInt(step), start, 1, nil, nil, count, $0) == 0 ? () : nil
                }
            }
        }
    }

    /// Makes columns wait longer for their next row, as when the aggregator's step has grown.
    ///
    /// - `heartbeat`: seconds.
    static func setHeartbeat(of columns: [String], in path: String, to heartbeat: Int) throws(RRDError) {
        let arguments = ["tune", path] + columns.flatMap { ["--heartbeat", "\($0):\(heartbeat)"] }
        try RRDLibrary.call("rrd_tune", on: path) {
            RRDLibrary.withArguments(arguments) { rrd_tune($0, $1) == 0 ? () : nil }
        }
    }
}
