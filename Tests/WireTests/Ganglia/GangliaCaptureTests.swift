import Testing
import Wire

@Suite("Datagrams that real Ganglia programs sent")
struct GangliaCaptureTests {
    @Test("decode with no byte left over and encode to the same bytes", arguments: try GangliaCapture.all)
    func roundTrip(capture: GangliaCapture) throws {
        let datagram = try GangliaDatagram(decoding: capture.bytes.span)
        #expect(datagram.trailingBytes == 0)
        #expect(try datagram.message.encoded == capture.bytes)
        let isGanglia = GangliaMessage.isGanglia(capture.bytes.span)
        #expect(isGanglia)
    }

    @Test("are all there")
    func count() throws {
        #expect(try GangliaCapture.all.count == 126)
    }

    @Test("are refused when cut short anywhere", arguments: try GangliaCapture.all)
    func prefixes(capture: GangliaCapture) {
        for length in 0..<capture.bytes.count {
            #expect(throws: GangliaError.self, "\(length) bytes") {
                try GangliaDatagram(decoding: capture.bytes.span.extracting(0..<length))
            }
        }
    }

    @Test("mean the same with bytes after their end, which are counted", arguments: [1, 4, 36])
    func trailingBytes(count: Int) throws {
        for capture in try GangliaCapture.all {
            let longer = capture.bytes + Array(repeating: 0xFF, count: count)
            let datagram = try GangliaDatagram(decoding: longer.span)
            #expect(datagram.trailingBytes == count)
            #expect(try datagram.message == decodeGanglia(capture.bytes))
        }
    }

    @Test("carry what was measured")
    func content() throws {
        let id = GangliaMetricID(host: "node-n2.example.org", name: "load_one")
        let metadata = GangliaMetadata(
            type: .float, name: "load_one", units: " ", slope: .both, tmax: 70,
            extras: [
                GangliaExtra("TITLE", "One Minute Load Average"), GangliaExtra("DESC", "One minute load average"),
                GangliaExtra("GROUP", "load"),
            ])
        #expect(
            try decodeGanglia(GangliaCapture("udp-gmond/load_one.meta").bytes) == .metadata(id, metadata))
        #expect(
            try decodeGanglia(GangliaCapture("udp-gmond/load_one.value").bytes)
                == .value(id, GangliaValue(.float(3.29), format: "%.2f")))
        #expect(
            try decodeGanglia(GangliaCapture("udp-other/metadata-request").bytes)
                == .request(GangliaMetricID(host: "node-n2.example.org", name: "gexec")))
        #expect(metadata.title == "One Minute Load Average")
        #expect(metadata.summary == "One minute load average")
        #expect(metadata.groups == ["load"])
    }

    @Test(
        "show the text that gmond's XML would",
        arguments: [
            ("load_one", "3.29"), ("cpu_num", "2"), ("cpu_user", "17.5"), ("mem_total", "24684092"),
            ("disk_total", "270.553"), ("bytes_in", "0.00"), ("heartbeat", "1795334027"), ("os_name", "Linux"),
        ])
    func formatted(name: String, text: String) throws {
        guard case .value(_, let value) = try decodeGanglia(GangliaCapture("udp-gmond/\(name).value").bytes)
        else {
            Issue.record("not a value")
            return
        }
        #expect(value.formatted == text)
    }
}
