import TestKit
import Testing
import Wire

@Suite("Hostile and broken Ganglia datagrams")
struct GangliaHostileTests {
    @Test(
        "are refused with the place, what was expected and what was found",
        arguments: [
            ([], "byte 0: expected 4 bytes of message id, found 0 bytes left"),
            ([0, 0, 0], "byte 0: expected 4 bytes of message id, found 3 bytes left"),
            (XDRBytes().word(0).bytes, "byte 0: expected a message id from 128 to 136, found 0"),
            (XDRBytes().word(127).bytes, "byte 0: expected a message id from 128 to 136, found 127"),
            (XDRBytes().word(137).bytes, "byte 0: expected a message id from 128 to 136, found 137"),
            (Array("PLX1".utf8), "byte 0: expected a message id from 128 to 136, found 1347180593"),
            (
                XDRBytes().word(136).word(0xFFFF_FFFF).word(0).bytes,
                "byte 8: expected 4294967295 bytes of host, found 4 bytes left"
            ),
            (
                XDRBytes().word(136).word(0xFFFF_FFFC).bytes,
                "byte 8: expected 4294967292 bytes of host, found 0 bytes left"
            ),
            (
                XDRBytes().word(136).word(0x8000_0000).bytes,
                "byte 8: expected 2147483648 bytes of host, found 0 bytes left"
            ),
            // The text is whole, its padding is not.
            (
                XDRBytes().word(136).word(5).bytes + Array("hostA".utf8) + [0, 0],
                "byte 8: expected 8 bytes of host, found 7 bytes left"
            ),
            (
                XDRBytes.message(135).text("%f").word(1).bytes,
                "byte 32: expected 8 bytes of double value, found 4 bytes left"
            ),
            (XDRBytes.message(132).word(3).bytes, "byte 28: expected 3 bytes of format, found 0 bytes left"),
            (
                metadata(extras: 0xFFFF_FFFF).bytes,
                "extra elements: expected at most 0 in 0 bytes, found 4294967295"
            ),
            (
                metadata(extras: 0x2000_0000).text("").text("").bytes,
                "extra elements: expected at most 1 in 8 bytes, found 536870912"
            ),
            (
                metadata(extras: 3).text("TITLE").text("").bytes,
                "extra elements: expected at most 2 in 16 bytes, found 3"
            ),
            (
                metadata(extras: 2).text("TITLE").text("").bytes,
                "byte 72: expected 4 bytes of extra key, found 0 bytes left"
            ),
        ] as [([UInt8], String)])
    func refused(bytes: [UInt8], message: String) {
        let error = #expect(throws: GangliaError.self) { try decodeGanglia(bytes) }
        #expect(error?.description == message)
    }

    @Test(
        "are told from Plexus frames by their first four bytes",
        arguments: [
            ([], false), ([0, 0, 0], false), ([0, 0, 0, 127], false), ([0, 0, 0, 128], true),
            ([0, 0, 0, 136, 1], true), ([0, 0, 0, 137], false), ([128, 0, 0, 0], false), (Array("PLX1".utf8), false),
        ] as [([UInt8], Bool)])
    func format(bytes: [UInt8], isGanglia: Bool) {
        let answer = GangliaMessage.isGanglia(bytes.span)
        #expect(answer == isGanglia)
    }

    @Test("may hold text in Latin-1, which is then sent as UTF-8")
    func latin1() throws {
        let bytes = XDRBytes.message(133).text("%s").raw([0x32, 0x31, 0xB0, 0x43])
        let message = try decodeGanglia(bytes.bytes)
        let id = GangliaMetricID(host: "h", name: "m")
        #expect(message == .value(id, GangliaValue(.string("21°C"), format: "%s")))
        #expect(try message.encoded == XDRBytes.message(133).text("%s").text("21°C").bytes)
    }

    @Test("keep types and slopes that Ganglia does not know")
    func unknownWords() throws {
        let bytes = XDRBytes.message(128).text("int64").text("m").text("").word(99).word(60).word(0).word(0).bytes
        let message = try decodeGanglia(bytes)
        guard case .metadata(_, let metadata) = message else {
            Issue.record("not metadata")
            return
        }
        #expect(metadata.type == .other("int64"))
        #expect(metadata.slope == GangliaSlope(rawValue: 99))
        #expect(metadata.slope.word == "unspecified")
        #expect(try message.encoded == bytes)
    }

    @Test(
        "are read as libtirpc reads them",
        arguments: [
            (XDRBytes.message(136, spoof: 2).bytes, .request(GangliaMetricID(host: "h", name: "m", isSpoofed: true))),
            (
                XDRBytes().word(136).text("h", padding: 0xFF).text("m", padding: 0xFF).word(0).bytes,
                .request(GangliaMetricID(host: "h", name: "m"))
            ),
            (XDRBytes.message(129).text("%hu").word(0x0001_0002).bytes, value(.ushort(2), "%hu")),
            (XDRBytes.message(130).text("%hd").word(0xFFFF_FFFE).bytes, value(.short(-2), "%hd")),
            (XDRBytes.message(131).text("%d").word(0xFFFF_FFFD).bytes, value(.int(-3), "%d")),
            (XDRBytes.message(132).text("%u").word(0xFFFF_FFFC).bytes, value(.uint(4_294_967_292), "%u")),
        ] as [([UInt8], GangliaMessage)])
    func tolerance(bytes: [UInt8], message: GangliaMessage) throws {
        #expect(try decodeGanglia(bytes) == message)
    }

    @Test("never trap, whatever is changed in them")
    func mutations() throws {
        let captures = try GangliaCapture.all
        var generator = SeededGenerator(state: 31)
        var decoded = 0
        for _ in 0..<100_000 {
            var bytes = captures[Int.random(in: captures.indices, using: &generator)].bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&bytes, using: &generator) }
            guard let message = try? GangliaMessage(decoding: bytes.span) else { continue }
            decoded += 1
            // What was understood can be said again, and is then understood alike.
            guard let again = try? message.encoded else { continue }
            if try decodeGanglia(again).encoded != again { Issue.record("\(bytes)") }
            if case .value(_, let value) = message, value.formatted.utf8.count > 2 * bytes.count + 512 {
                Issue.record("\(bytes)")
            }
            _ = try? GangliaIdentity(message.id)
        }
        #expect(decoded > 10_000)
        #expect(decoded < 90_000)
    }

    private func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 2: bytes.removeLast(bytes.count - index)
        case 3: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
        case 4:
            // A length or a count, near what was there or far beyond.
            let word = [0, 1, 3, 0x7FFF_FFFF, 0xFFFF_FFFD, 0xFFFF_FFFF].randomElement(using: &generator) ?? 0 as UInt32
            let start = index / 4 * 4
            for (offset, byte) in XDRBytes().word(word).bytes.enumerated() where start + offset < bytes.count {
                bytes[start + offset] = byte
            }
        default:
            // The message id.
            if bytes.count > 3 { bytes[3] = UInt8.random(in: 126...138, using: &generator) }
        }
    }
}

private func metadata(extras: UInt32) -> XDRBytes {
    XDRBytes.message(128).text("").text("m").text("").word(3).word(60).word(0).word(extras)
}

private func value(_ content: GangliaValue.Content, _ format: String) -> GangliaMessage {
    .value(GangliaMetricID(host: "h", name: "m"), GangliaValue(content, format: format))
}
