internal import CRRD
import Foundation

/// Files as XML, as `rrdtool dump` writes them: what any RRDtool, on any machine, reads again.
package enum DumpExport {
    /// Writes the dump of a file to `CLUSTER/HOST/NAME.xml` or `.groups/GROUP/NAME.xml` in a folder, by way of another name,
    /// so that a dump is whole or absent.
    ///
    /// Blocks. Throws ``RRDHeaderError``, ``RRDError`` or ``SystemError``.
    ///
    /// - `now`: seconds since 1970.
    /// - Returns: the path of the dump; nil if the file is gone.
    package static func write(_ file: ArchiveFile, to folder: String, now: Int) throws -> String? {
        guard try RRDHeader(readingFrom: file.path, now: now) != nil else { return nil }
        let place =
            switch file.owner {
            case .host(let host): "\(host)"
            case .group(let group): ".groups/\(group)"
            }
        // librrd takes a path that begins with a word of its own for something else.
        let absolute = URL(fileURLWithPath: folder).path
        let path = "\(absolute)/\(place)/\(file.name.dropLast(4)).xml"
        try FileManager.default.createDirectory(atPath: "\(absolute)/\(place)", withIntermediateDirectories: true)
        let beside = path + ".part"
        do {
            try RRDLibrary.call("rrd_dump_r", on: file.path) {
                // It asks for a text that it may write to; 1 is for the line that names the DTD, as the program has it.
                RRDLibrary.withArguments([beside]) { rrd_dump_opt_r(file.path, $1[0], 1) == 0 ? () : nil }
            }
            guard rename(beside, path) == 0 else { throw SystemError(code: errno) }
        } catch {
            unlink(beside)
            throw error
        }
        return path
    }
}
