import Foundation
import Graphs
import HTTPTypes
import Hummingbird
import NIOCore

/// What tells two states of one address apart, so that nobody loads what he has.
struct EntityTag: Equatable {
    /// Without the quotes, and without what says how it is encoded.
    let text: String

    /// Of a content itself.
    init(of content: ByteBuffer) {
        var digest = Digest()
        content.withUnsafeReadableBytes { digest.add($0) }
        self.init(digest)
    }

    init(_ digest: Digest) { text = String(digest.value, radix: 36) }

    /// The header that a route has set, read back.
    init?(header: String?) {
        guard let header, header.count > 2, header.first == "\"", header.last == "\"" else { return nil }
        text = String(header.dropFirst().dropLast())
    }

    /// As a header writes it: each encoding is a content of its own.
    func header(isGzip: Bool = false) -> String { isGzip ? "\"\(text)-gz\"" : "\"\(text)\"" }

    /// The tag by which a client's `If-None-Match` names this state, in whichever encoding it has it; nil if it has another.
    func name(in header: String?) -> String? {
        guard let header else { return nil }
        for part in header.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" }) {
            let tag = part.hasPrefix("W/") ? part.dropFirst(2) : part
            if tag == self.header() || tag == self.header(isGzip: true) { return String(tag) }
            if tag == "*" { return self.header() }
        }
        return nil
    }

    /// Words put together into one of 64 bits: not against forgery, but against chance.
    struct Digest {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ word: UInt64) {
            value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
            value ^= value >> 29
        }

        /// Eight bytes at a time: a page of 400 kB must not take longer to compare than to send.
        mutating func add(_ bytes: UnsafeRawBufferPointer) {
            var index = 0
            while index + 8 <= bytes.count {
                add(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
            }
            for byte in bytes[index...] { add(UInt64(byte)) }
            add(UInt64(bytes.count))
        }

        mutating func add(_ text: String) {
            var text = text
            text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
        }
    }
}

extension EntityTag {
    /// Of a picture that has not been drawn yet, by all that it is drawn from.
    ///
    /// - `edition`: changes with the program that draws.
    init(of data: GraphData, as format: GraphFormat, edition: String) {
        var digest = Digest()
        let request = data.request
        digest.add(
            "\(edition) \(format.rawValue) \(request.definition.name) \(data.title) \(data.caption) \(request.options)")
        digest.add("\(data.unit) \(data.limits) \(request.size) \(request.zone.identifier) \(data.emptiness ?? "")")
        for number in [request.time.from, request.time.to, data.start, data.end, data.step] {
            digest.add(UInt64(bitPattern: Int64(number)))
        }
        for series in data.series {
            digest.add("\(series.label) \(series.metric) \(series.draw) \(series.color) \(series.stroke)")
            for values in [series.values, series.floor ?? [], series.peaks ?? []] {
                values.withUnsafeBytes { digest.add($0) }
            }
        }
        for mark in data.marks { digest.add("\(mark)") }
        self.init(digest)
    }
}
