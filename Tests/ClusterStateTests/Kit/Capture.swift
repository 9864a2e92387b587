import Foundation
import Wire

/// Datagrams that real Ganglia programs sent.
enum Capture {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/ganglia").standardized

    /// The message in `udp-gmond/load_one.value.hex`, asked for without the ending.
    static func message(_ name: String) throws -> GangliaMessage {
        let hex = try String(contentsOf: folder.appending(path: name + ".hex"), encoding: .utf8)
        let digits = Array(hex.utf8.filter { $0 > 0x20 })
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
        return try GangliaMessage(decoding: bytes.span)
    }

    /// The metadata or the values of every metric of gmond's default configuration, in the order of their names.
    static func gmond(_ ending: String) throws -> [GangliaMessage] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "udp-gmond").path)
            .filter { $0.hasSuffix(".\(ending).hex") }.sorted()
            .map { try message("udp-gmond/\($0.dropLast(4))") }
    }
}
