import Foundation
import Procfs
import TestKit
import Testing

@Suite("Bridge")
struct BridgeTests {
    private static let host = FixtureHost(name: "spanning-tree")

    @Test("a root with three ports, one without a link")
    func root() throws {
        let bridge = Bridge("br0", Self.host.first.sys)
        var buffer = ReadBuffer()
        var room = 10
        #expect(try bridge.read(through: &buffer, room: &room) == 0)
        #expect(room == 7)
        #expect(bridge.isThere)
        #expect(bridge.hasSTP)
        #expect(bridge.root == "1000.0e55ef58590a")
        #expect(bridge.numbers[.isRoot] == 1)
        #expect(bridge.numbers[.rootPathCost] == 0)
        #expect(bridge.numbers[.ports] == 3)
        #expect(bridge.numbers[.forwarding] == 2)
        #expect(bridge.numbers[.disabled] == 1)
        #expect(bridge.numbers[.blocking] == 0)
        #expect(bridge.ports.map(\.title) == ["br0/port0", "br0/port1", "br0/port2"])
        #expect(bridge.ports.map(\.state) == [3, 3, 0])
        #expect(bridge.ports.map { $0.numbers[.pathCost] } == [2, 2, 2])
    }

    @Test("without the spanning tree protocol nothing is said of a tree")
    func plain() throws {
        let bridge = Bridge("br-lan", Self.host.first.sys)
        var buffer = ReadBuffer()
        var room = 10
        _ = try bridge.read(through: &buffer, room: &room)
        #expect(bridge.isThere)
        #expect(!bridge.hasSTP)
        #expect(bridge.root == nil)
        #expect(bridge.numbers[.stp] == 0)
        #expect(bridge.numbers[.isRoot] == nil)
        #expect(bridge.numbers[.rootChanges] == nil)
        #expect(bridge.numbers[.forwarding] == 1)
    }

    @Test("of more ports than there is room for none are told by state, but all are counted")
    func crowded() throws {
        let bridge = Bridge("br0", Self.host.first.sys)
        var buffer = ReadBuffer()
        var room = 2
        #expect(try bridge.read(through: &buffer, room: &room) == 1)
        #expect(room == 0)
        #expect(bridge.numbers[.ports] == 3)
        #expect(bridge.numbers[.forwarding] == nil)
        #expect(bridge.ports.count == 2)
    }

    @Test("what is no bridge is not there")
    func absent() throws {
        #expect(Bridge.isBridge("br0", Self.host.first.sys))
        #expect(!Bridge.isBridge("port0", Self.host.first.sys))
        let bridge = Bridge("port0", Self.host.first.sys)
        var buffer = ReadBuffer()
        var room = 2
        #expect(try bridge.read(through: &buffer, room: &room) == 0)
        #expect(!bridge.isThere)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("bridge/stp_state", "on\n", #"class/net/*/bridge: expected number, found "on""#),
            ("bridge/stp_state", "1", #"class/net/*/bridge: expected end of line, found "1""#),
            ("bridge/root_id", "\n", #"class/net/*/bridge: expected root's id, found """#),
            ("bridge/root_port", "-1\n", #"class/net/*/bridge: expected number, found "-1""#),
            ("brif/port1/state", "", #"class/net/*/brif: expected number, found """#),
        ])
    func malformed(path: String, text: String, message: String) throws {
        let host = try PlayedHost(Self.host)
        try host.edit("sys/class/net/br0/\(path)") { _ in text }
        let bridge = Bridge("br0", host.sys)
        var buffer = ReadBuffer()
        let error = #expect(throws: ProcfsError.self) {
            var room = 10
            _ = try bridge.read(through: &buffer, room: &room)
        }
        #expect(error?.description == message)
        #expect(!bridge.isThere)
    }

    @Test("a state that no port has counts nowhere")
    func strangeState() throws {
        let host = try PlayedHost(Self.host)
        try host.edit("sys/class/net/br0/brif/port1/state") { _ in "18446744073709551615\n" }
        let bridge = Bridge("br0", host.sys)
        var buffer = ReadBuffer()
        var room = 10
        _ = try bridge.read(through: &buffer, room: &room)
        #expect(bridge.numbers[.forwarding] == 1)
    }
}
