import Foundation
import Glibc

/// Two network namespaces, `near` and `far`, joined by a cable whose ends are both called `wire` and are not up yet.
struct Namespaces: ~Copyable {
    let near: Namespace
    let far: Namespace

    init() throws {
        let id = "\(getpid())-\(UInt16.random(in: 0 ... .max))"
        near = Namespace(name: "plx-t-\(id)-a")
        far = Namespace(name: "plx-t-\(id)-b")
        // From here on the deinitializer removes what there is.
        try near.add()
        try far.add()
        try connect()
    }

    deinit {
        near.remove()
        far.remove()
    }

    func connect() throws {
        try ip("-n", near.name, "link", "add", "wire", "type", "veth", "peer", "name", "wire", "netns", far.name)
    }

    /// Switches both ends of the cable on, with IPv4 and IPv6 addresses that end in 1 and 2, and waits until they carry
    /// datagrams.
    func up() throws {
        try near.up(1)
        try far.up(2)
        try near.awaitCarrier()
        try far.awaitCarrier()
    }

    /// Whether this machine lets a test make namespaces, with both families.
    static let available: Bool = {
        guard geteuid() == 0, hasIPv6, Namespace.enter != nil else { return false }
        return (try? Namespaces()) != nil
    }()
}

/// One network namespace.
struct Namespace {
    let name: String

    fileprivate func add() throws {
        try ip("netns", "add", name)
        try ip("-n", name, "link", "set", "lo", "up")
    }

    fileprivate func remove() { try? ip("netns", "delete", name) }

    fileprivate func up(_ number: Int) throws {
        try ip("-n", name, "address", "add", "10.99.0.\(number)/24", "dev", "wire")
        try ip("-n", name, "address", "add", "fd99::\(number)/64", "dev", "wire", "nodad")
        try ip("-n", name, "link", "set", "wire", "up")
    }

    /// Waits for the kernel's route for IPv6 groups, which comes last: up to a second after both ends are switched on, and
    /// until then what is sent may vanish without an error.
    fileprivate func awaitCarrier() throws {
        try run {
            for _ in 0..<500 {
                let routes = try String(contentsOfFile: "/proc/thread-self/net/ipv6_route", encoding: .ascii)
                if routes.split(separator: "\n").contains(where: { $0.hasPrefix("ff00") && $0.hasSuffix("wire") }) {
                    return
                }
                _ = poll(nil, 0, 10)
            }
            throw Failure(text: "\(name): no route for IPv6 groups after five seconds")
        }
    }

    /// Runs the body in the namespace; a socket that it opens stays there.
    func run<Result: ~Copyable>(_ body: () throws -> Result) throws -> Result {
        let outside = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
        let inside = open("/var/run/netns/\(name)", O_RDONLY | O_CLOEXEC)
        defer {
            close(outside)
            close(inside)
        }
        guard let enter = Self.enter, outside >= 0, inside >= 0, enter(inside, 0) == 0 else {
            throw Failure(text: "cannot enter \(name): \(String(cString: strerror(errno)))")
        }
        defer {
            // The thread serves other tests after this one.
            guard enter(outside, 0) == 0 else { fatalError("cannot leave \(name)") }
        }
        return try body()
    }

    /// `setns(2)`, which Glibc's module map hides.
    fileprivate static let enter: (@Sendable @convention(c) (CInt, CInt) -> CInt)? = {
        guard let symbol = dlsym(nil, "setns") else { return nil }
        return unsafeBitCast(symbol, to: (@Sendable @convention(c) (CInt, CInt) -> CInt).self)
    }()
}

/// Runs `ip` from iproute2.
func ip(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ip"] + arguments
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw Failure(text: "ip \(arguments.joined(separator: " ")): exit status \(process.terminationStatus)")
    }
}

private struct Failure: Error {
    let text: String
}
