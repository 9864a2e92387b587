package import Archive
internal import CRRD
import Dispatch
package import Foundation

/// Kinds of picture that librrd draws.
package enum PictureFormat: String, Sendable, CaseIterable {
    case png = "PNG"
    case pdf = "PDF"
}

/// Pictures by librrd, from numbers in memory.
package enum GraphPicture {
    /// librrd blocks, which a task's thread must not; and it draws one picture at a time in any case.
    private static let queue = DispatchQueue(label: "graph-drawing")

    /// Draws a graph, of exactly the size that was asked for; takes 5 to 60 ms.
    ///
    /// The numbers of the legend give way in a picture too low for them, then the legend, then all text. Sets the
    /// process's time zone to UTC.
    package static func draw(_ data: GraphData, as format: PictureFormat) async throws(RRDError) -> Data {
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: drawBlocking(data, as: format)) }
        }
        return try result.get()
    }

    /// librrd 1.7.2 labels the axis of time in the process's zone, and has no option for another.
    ///
    /// The machine's own is remembered before, as ``ZoneName/machine``.
    package static func useUTC() { isUTC }

    private static let isUTC: Void = {
        _ = ZoneName.machine
        setenv("TZ", "UTC", 1)
        tzset()
    }()

    private static func drawBlocking(_ data: GraphData, as format: PictureFormat) -> Result<Data, RRDError> {
        useUTC()
        let picture = PictureArguments(data, format: format.rawValue)
        return Result { () throws(RRDError) in
            try RRDLibrary.draw("rrd_graph_v", on: data.request.definition.name.text) {
                picture.sheet.whileShown {
                    RRDLibrary.withArguments(picture.arguments) { count, arguments in
                        guard let information = rrd_graph_v(count, arguments) else { return nil }
                        defer { rrd_info_free(information) }
                        return image(in: information)
                    }
                }
            }
        }
    }

    /// The picture among what librrd tells about it.
    private static func image(in information: UnsafeMutablePointer<rrd_info_t>) -> Data? {
        var next: UnsafeMutablePointer<rrd_info_t>? = information
        while let entry = next {
            if entry.pointee.type == RD_I_BLO, String(cString: entry.pointee.key) == "image",
                let bytes = entry.pointee.value.u_blo.ptr
            {
                return Data(bytes: bytes, count: Int(entry.pointee.value.u_blo.size))
            }
            next = entry.pointee.next
        }
        return nil
    }
}
