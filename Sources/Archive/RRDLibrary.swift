internal import CRRD
import Foundation
import Synchronization

/// What every call into librrd needs: a clean environment, the error's text from the right thread, and the one lock.
package enum RRDLibrary {
    /// Sets the process up for librrd, once; every call here does it first.
    ///
    /// `RRDCACHED_ADDRESS` would silently send reads and writes to a daemon. The locale stays that of C, in which
    /// librrd's numbers have a point.
    package static func prepare() { prepared }

    private static let prepared: Void = { unsetenv("RRDCACHED_ADDRESS") }()

    private static let drawing = Mutex(())

    /// Runs a call of librrd that blocks this thread, and again, up to three times and 5 ms later, while another
    /// process is inside a call on the same file.
    ///
    /// - `name`: the function's, for the error.
    /// - `path`: the file's, for the error.
    /// - `body`: calls librrd once and returns nil if its return code says it failed. It must not suspend: the error's
    ///   text belongs to the thread.
    package static func call<Result>(
        _ name: StaticString, on path: String, _ body: () -> Result?
    ) throws(RRDError) -> Result {
        prepare()
        var pauses: ArraySlice<UInt32> = [1_000, 2_000, 5_000]
        while true {
            rrd_clear_error()
            if let result = body() { return result }
            let text = rrd_get_error().map { String(cString: $0) } ?? ""
            guard text.contains("could not lock RRD"), let pause = pauses.popFirst() else {
                // A full disk is reported without a word.
                throw RRDError(call: "\(name)", path: path, text: text.isEmpty ? "no reason given" : text)
            }
            usleep(pause)
        }
    }

    /// Runs a call that draws (`rrd_graph_v`): one at a time in the process, since librrd's fonts are shared and
    /// unguarded.
    ///
    /// Blocks until it is this caller's turn.
    ///
    /// - `body`: as for ``call(_:on:_:)``; copies what it needs out of librrd's memory and frees that.
    package static func draw<Result: Sendable>(
        _ name: StaticString, on path: String, _ body: () -> Result?
    ) throws(RRDError) -> Result {
        try drawing.withLock { _ throws(RRDError) in try call(name, on: path, body) }
    }

    /// Hands texts over as `argc` and `argv`, which librrd may reorder.
    ///
    /// Where librrd wants the command's name, that is the first.
    package static func withArguments<Result>(
        _ arguments: [String], _ body: (CInt, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let owned = arguments.map { strdup($0) }
        defer { owned.forEach { free($0) } }
        // librrd permutes this copy; the pointers to free stay in the other.
        var passed = owned + [nil]
        return passed.withUnsafeMutableBufferPointer { buffer in
            guard let first = buffer.baseAddress else { preconditionFailure("an array with an end mark is not empty") }
            return body(CInt(arguments.count), first)
        }
    }
}
