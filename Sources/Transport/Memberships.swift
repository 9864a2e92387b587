import Glibc

/// What changed when a group was joined, or joined again.
package struct Joining: Sendable, Equatable {
    /// The names of the interfaces on which it is joined now and was not before.
    package internal(set) var joined: [String] = []
    /// The interfaces on which it could not be joined.
    package internal(set) var failed: [Failure] = []

    package init() {}

    package struct Failure: Sendable, Equatable {
        package let interface: String
        package let error: TransportError
    }
}

/// The interfaces on which one socket has joined one group.
struct Memberships: Sendable {
    private let group: SocketAddress
    /// The one interface that was asked for; nil for all that carry multicast.
    private let chosen: String?
    /// Names by index.
    private var joined: [UInt32: String] = [:]

    init(of group: SocketAddress, on interface: String?) {
        self.group = group
        chosen = interface
    }

    /// In the order in which the kernel numbers the interfaces.
    var names: [String] { joined.sorted { $0.key < $1.key }.map(\.value) }

    /// Joins where the group is not joined yet, and leaves interfaces that have gone.
    mutating func update(_ socket: borrowing Socket) throws(TransportError) -> Joining {
        let interfaces = try NetworkInterfaces.current()
        for index in joined.keys where !interfaces.all.contains(where: { $0.index == index }) {
            // The kernel keeps counting a membership on an interface that is gone.
            socket.leave(group, on: index)
            joined[index] = nil
        }
        var joining = Joining()
        for interface in try candidates(interfaces) where joined[interface.index] == nil {
            let code = socket.join(group, on: interface.index)
            if code == 0 {
                joined[interface.index] = interface.name
                joining.joined.append(interface.name)
            } else {
                let error = TransportError.refused(doing: "join \(group.host) on \(interface.name)", errno: code)
                joining.failed.append(Joining.Failure(interface: interface.name, error: error))
            }
        }
        return joining
    }

    mutating func leaveAll(_ socket: borrowing Socket) {
        for index in joined.keys { socket.leave(group, on: index) }
        joined = [:]
    }

    private func candidates(_ interfaces: NetworkInterfaces) throws(TransportError) -> [NetworkInterface] {
        if let chosen { return [try interfaces.named(chosen)] }
        if group.scope != 0 { return interfaces.all.filter { $0.index == group.scope } }
        return interfaces.forHearing(group.family)
    }
}
