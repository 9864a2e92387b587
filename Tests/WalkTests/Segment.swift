import Foundation
import Glibc

/// A network segment of hosts, each a network namespace, joined by a bridge in the first one's; nothing of it is in the
/// machine's own network.
final class Segment: Sendable {
    let hosts: [String]

    /// Why no segment can be made here; nil if one can.
    static let obstacle: String? = {
        guard geteuid() == 0 else { return "network namespaces need root" }
        guard
            FileManager.default.isExecutableFile(atPath: "/usr/sbin/ip")
                || FileManager.default.isExecutableFile(atPath: "/sbin/ip")
        else { return "iproute2 is not installed" }
        guard namespacesArePossible() else { return "this machine does not allow network namespaces" }
        return nil
    }()

    private static func namespacesArePossible() -> Bool {
        let name = "plxwprobe\(getpid())"
        guard let program = try? Program(["ip", "netns", "add", name]) else { return false }
        while program.isRunning { usleep(1000) }
        let made = FileManager.default.fileExists(atPath: "/run/netns/\(name)")
        if let removal = try? Program(["ip", "netns", "del", name]) {
            while removal.isRunning { usleep(1000) }
        }
        return made
    }

    /// Makes a segment; `192.0.2.1` is the first host's address, and so on.
    init(of count: Int) async throws {
        let prefix = "plxw\(getpid())"
        hosts = (0..<count).map { "\(prefix)h\($0)" }
        let bridge = hosts[0]
        for host in hosts {
            try await Program.require(["ip", "netns", "add", host])
            try await ip(host, "link set lo up")
        }
        try await ip(bridge, "link add br0 type bridge mcast_snooping 0")
        try await ip(bridge, "addr add 192.0.2.1/24 dev br0")
        try await ip(bridge, "link set br0 up")
        for (index, host) in hosts.enumerated().dropFirst() {
            try await ip(bridge, "link add port\(index) type veth peer name eth0 netns \(host)")
            try await ip(bridge, "link set port\(index) master br0 up")
            try await ip(host, "addr add 192.0.2.\(index + 1)/24 dev eth0")
            try await ip(host, "link set eth0 up")
        }
    }

    private func ip(_ host: String, _ arguments: String) async throws {
        try await Program.require(["ip", "-n", host] + arguments.split(separator: " ").map(String.init))
    }

    /// A command as run on a host.
    func on(_ host: Int, _ command: [String]) -> [String] {
        ["ip", "netns", "exec", hosts[host]] + command
    }

    func remove() async {
        for host in hosts { _ = try? await Program.run(["ip", "netns", "del", host]) }
    }
}
