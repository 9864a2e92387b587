import Foundation
import Testing
import Wire

/// A datagram that a real Ganglia program sent.
struct GangliaCapture: Sendable, CustomTestStringConvertible {
    /// Its path without the ending: `udp-gmond/load_one.meta`.
    let name: String
    let bytes: [UInt8]

    init(_ name: String) throws {
        self.name = name
        let hex = try String(contentsOf: Self.folder.appending(path: name + ".hex"), encoding: .utf8)
        let digits = Array(hex.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        bytes = try stride(from: 0, to: digits.count, by: 2).map { index in
            try #require(UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16))
        }
    }

    var testDescription: String { name }

    /// Where every capture is.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/ganglia").standardized

    /// Every captured datagram.
    static var all: [GangliaCapture] {
        get throws {
            try ["udp-gmond", "udp-gmetric", "udp-other"].flatMap { sender in
                try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: sender).path)
                    .filter { $0.hasSuffix(".hex") }.sorted().map { try GangliaCapture("\(sender)/\($0.dropLast(4))") }
            }
        }
    }
}

/// The message in the bytes; an expectation cannot hold a span itself.
func decodeGanglia(_ bytes: [UInt8]) throws(GangliaError) -> GangliaMessage {
    try GangliaMessage(decoding: bytes.span)
}

extension GangliaMessage {
    /// The message's bytes alone.
    var encoded: [UInt8] {
        get throws(GangliaError) {
            var buffer: [UInt8] = []
            try encode(into: &buffer)
            return buffer
        }
    }
}

/// Puts together datagrams that no encoder would.
struct XDRBytes {
    var bytes: [UInt8] = []

    func word(_ value: UInt32) -> XDRBytes {
        XDRBytes(bytes: bytes + (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) })
    }

    /// A string with its length and padding.
    func text(_ text: String, padding: UInt8 = 0) -> XDRBytes { raw(Array(text.utf8), padding: padding) }

    func raw(_ text: [UInt8], padding: UInt8 = 0) -> XDRBytes {
        let withLength = word(UInt32(text.count))
        return XDRBytes(bytes: withLength.bytes + text + Array(repeating: padding, count: -text.count & 3))
    }

    /// The id of metric `m` of host `h`.
    static func message(_ id: UInt32, spoof: UInt32 = 0) -> XDRBytes {
        XDRBytes().word(id).text("h").text("m").word(spoof)
    }
}
