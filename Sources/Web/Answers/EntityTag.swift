import Foundation
import Graphs
import HTTPTypes
import Hummingbird
import MetricModel
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

    init(of text: String) {
        var digest = Digest()
        digest.add(text)
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
        for word in [
            edition, format.rawValue, request.definition.name.text, data.title, data.caption, data.unit.symbol,
            request.zone.identifier, data.emptiness ?? "",
        ] + request.options.pairs.flatMap({ [$0, $1] }) {
            digest.add(word)
        }
        for number in [
            request.time.from, request.time.to, data.start, data.end, data.step, request.size.width,
            request.size.height,
        ] {
            digest.add(UInt64(bitPattern: Int64(number)))
        }
        for limit in [data.limits.low, data.limits.high] { digest.add((limit ?? .nan).bitPattern) }
        for series in data.series {
            for word in [series.label, series.metric, series.draw.rawValue, series.stroke.rawValue] { digest.add(word) }
            digest.add(series.color.description)
            for values in [series.values, series.floor ?? [], series.peaks ?? []] {
                values.withUnsafeBytes { digest.add($0) }
            }
        }
        for mark in data.marks {
            digest.add(UInt64(bitPattern: Int64(mark.start)))
            digest.add(UInt64(bitPattern: Int64(mark.end ?? .min)))
            digest.add(mark.text)
        }
        self.init(digest)
    }
}
