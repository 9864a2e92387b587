import Testing
import Wire

/// One run of gmetric on agent1.example.org and what it was given.
private struct Run: CustomTestStringConvertible {
    var capture: String
    var name: String
    var value: String
    var type: String
    var units = ""
    var sender = GangliaSender(hostName: "agent1.example.org")
    var options: @Sendable (inout GangliaSend) -> Void = { _ in }

    var testDescription: String { capture }

    var send: GangliaSend {
        get throws {
            var send = try GangliaSend(name: name, value: value, type: type, units: units)
            options(&send)
            return send
        }
    }

    static let longName = "abcdefghijklmnopqrstuvwxyz0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    static var all: [Run] {
        get throws {
            [
                Run(capture: "01-string", name: "greeting", value: "hello", type: "string"),
                Run(capture: "02-int8", name: "t_int8", value: "-12", type: "int8", units: "widgets"),
                Run(capture: "03-uint8", name: "t_uint8", value: "250", type: "uint8", units: "widgets"),
                Run(capture: "04-int16", name: "t_int16", value: "-30000", type: "int16", units: "widgets"),
                Run(capture: "05-uint16", name: "t_uint16", value: "60000", type: "uint16", units: "widgets"),
                Run(capture: "06-int32", name: "t_int32", value: "-2000000000", type: "int32", units: "widgets"),
                Run(capture: "07-uint32", name: "t_uint32", value: "4000000000", type: "uint32", units: "widgets"),
                Run(capture: "08-float", name: "t_float", value: "3.14159", type: "float", units: "C"),
                Run(capture: "09-double", name: "t_double", value: "2.718281828459045", type: "double", units: "e"),
                slope("10-slope-zero", "s_zero", "zero"),
                slope("11-slope-positive", "s_positive", "positive"),
                slope("12-slope-negative", "s_negative", "negative"),
                slope("13-slope-both", "s_both", "both"),
                slope("14-slope-derivative", "s_derivative", "derivative"),
                slope("15-slope-unknown-word", "s_bogus", "sideways"),
                Run(capture: "16-tmax-dmax", name: "t_life", value: "7", type: "uint32") {
                    $0.tmax = 30
                    $0.dmax = 600
                },
                Run(capture: "17-group-title-desc", name: "room_temp", value: "21.5", type: "float", units: "Celsius") {
                    $0.groups = GangliaSend.groups(in: "env")
                    $0.title = "Room temperature"
                    $0.summary = "Air temperature in room 3"
                },
                Run(capture: "18-two-groups", name: "two_groups", value: "5", type: "uint16") {
                    $0.groups = GangliaSend.groups(in: "alpha,beta")
                    $0.title = "Two groups"
                },
                Run(capture: "19-cluster", name: "with_cluster", value: "5", type: "uint16") {
                    $0.cluster = "otherCluster"
                },
                Run(
                    capture: "21-spoof", name: "spoofed_val", value: "42", type: "uint32", units: "things",
                    sender: try GangliaSender(spoofing: "192.0.2.77:printer-1")),
                Run(
                    capture: "24-override-hostname", name: "overridden", value: "1", type: "uint32",
                    sender: try GangliaSender(address: "192.0.2.9", name: "alias.example.org")),
                Run(capture: "25-empty-string-value", name: "empty", value: "", type: "string"),
                Run(capture: "26-utf8", name: "temp_utf8", value: "grün", type: "string", units: "°C") {
                    $0.summary = "Außen & <innen>"
                },
                Run(capture: "28-no-extras-long-name", name: longName, value: "1", type: "uint32"),
                Run(capture: "34-number-range", name: "range", value: "99999", type: "uint8"),
                Run(capture: "35-float-exp", name: "expo", value: "1e-7", type: "double"),
            ]
        }
    }

    private static func slope(_ capture: String, _ name: String, _ word: String) -> Run {
        Run(capture: capture, name: name, value: "1", type: "uint32") { $0.slope = GangliaSlope(word: word) }
    }
}

@Suite("What gmetric sends")
struct GangliaSendTests {
    @Test("is sent byte for byte", arguments: try Run.all)
    private func sameBytes(run: Run) throws {
        let messages = try run.send.messages(from: run.sender)
        #expect(try messages.metadata.encoded == GangliaCapture("udp-gmetric/\(run.capture).meta").bytes)
        #expect(try messages.value.encoded == GangliaCapture("udp-gmetric/\(run.capture).value").bytes)
    }

    @Test("keeps a spoofed host alive")
    func heartbeat() throws {
        let messages = GangliaSend.heartbeat(from: try GangliaSender(spoofing: "192.0.2.77:printer-1"))
        #expect(try messages.metadata.encoded == GangliaCapture("udp-gmetric/22-spoof-heartbeat.meta").bytes)
        #expect(try messages.value.encoded == GangliaCapture("udp-gmetric/22-spoof-heartbeat.value").bytes)
    }

    @Test("does not include a value that is too long for a datagram")
    func tooLong() throws {
        let send = try GangliaSend(name: "big", value: String(repeating: "x", count: 1500), type: "string")
        let messages = send.messages(from: GangliaSender(hostName: "agent1.example.org"))
        #expect(try messages.metadata.encoded == GangliaCapture("udp-gmetric/32-too-long.meta").bytes)
        let error = #expect(throws: GangliaError.self) { try messages.value.encoded }
        #expect(error?.description == #"metric "big": expected at most 1464 bytes, found 1552"#)
    }

    @Test(
        "is nothing if a parameter is wrong",
        arguments: [
            ("q", #"a"b"#, "string", "", #"value: expected text without quotation marks, found "a\"b""#),
            (#"""#, "1", "int8", "", #"name: expected text without quotation marks, found "\"""#),
            ("q", "1", #"i""#, "", #"type: expected text without quotation marks, found "i\"""#),
            ("q", "1", "int8", #"""#, #"units: expected text without quotation marks, found "\"""#),
            ("q", "abc", "uint32", "", #"value: expected a number for type uint32, found "abc""#),
            ("q", "", "float", "", #"value: expected a number for type float, found """#),
            ("q", "nan", "double", "", #"value: expected a number for type double, found "nan""#),
            (
                "q", "1", "int64", "",
                "type: expected one of string, int8, uint8, int16, uint16, int32, uint32, float, double, found \"int64\""
            ),
            (
                "q", "1", "timestamp", "",
                "type: expected one of string, int8, uint8, int16, uint16, int32, uint32, float, double, found \"timestamp\""
            ),
        ])
    func refused(name: String, value: String, type: String, units: String, message: String) {
        let error = #expect(throws: GangliaSendError.self) {
            try GangliaSend(name: name, value: value, type: type, units: units)
        }
        #expect(error?.description == message)
    }

    @Test("may be any way to write a number", arguments: ["0x1F", "1e-7", "-12", "99999"])
    func numbers(value: String) throws {
        #expect(try GangliaSend(name: "n", value: value, type: "uint8").value == value)
    }

    @Test(
        "names groups between commas",
        arguments: [("", []), ("a", ["a"]), ("alpha,beta", ["alpha", "beta"]), (",a,,b c,", ["a", "b c"])]
            as [(String, [String])])
    func groups(list: String, groups: [String]) {
        #expect(GangliaSend.groups(in: list) == groups)
    }
}
