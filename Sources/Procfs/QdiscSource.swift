import Glibc

/// Who tells the queueing disciplines: the kernel by netlink, or a recording of its answer in a file `netlink-qdisc` beside
/// a root other than `/proc`.
///
/// Needs no privilege. The socket stays open; an answer costs about 10 µs and a few for each interface.
package struct QdiscSource: ~Copyable {
    private let isKernel: Bool
    private var recording: ProcFile
    private var descriptor: CInt = -1

    /// Beyond as many parts an answer is given up: no host has so many interfaces.
    private static let mostParts = 512

    package init(beside root: ProcRoot) {
        let path = root.recording("netlink-qdisc")
        isKernel = path == nil
        recording = ProcFile(path ?? "")
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Replaces the reading; false where nobody tells: no recording, or a process that may not use netlink.
    package mutating func read(
        into qdiscs: inout Qdiscs, through buffer: inout ReadBuffer
    ) throws(ProcfsError) -> Bool {
        qdiscs.begin()
        do throws(ProcfsError) {
            guard try isKernel ? ask(&qdiscs, &buffer) : replay(&qdiscs, &buffer) else {
                qdiscs.clear()
                return false
            }
        } catch {
            qdiscs.clear()
            // What is left of the answer must not be taken for the next one.
            shut()
            throw error
        }
        qdiscs.finish()
        return true
    }

    private mutating func replay(
        _ qdiscs: inout Qdiscs, _ buffer: inout ReadBuffer
    ) throws(ProcfsError) -> Bool {
        let isWhole = try recording.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try qdiscs.add(bytes)
        }
        guard let isWhole else { return false }
        guard isWhole else { throw Self.failure(ENODATA) }
        return true
    }

    private mutating func ask(
        _ qdiscs: inout Qdiscs, _ buffer: inout ReadBuffer
    ) throws(ProcfsError) -> Bool {
        if descriptor < 0 {
            let kind = CInt(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
            descriptor = socket(AF_NETLINK, kind, 0)
            // A sandbox may forbid this kind of socket.
            guard descriptor >= 0 else { return false }
        }
        guard Self.request(descriptor) else { throw Self.failure(errno) }
        for _ in 0..<Self.mostParts {
            let failure = buffer.receive(from: descriptor)
            guard failure == 0 else { throw Self.failure(failure) }
            if try buffer.withBytes({ (bytes) throws(ProcfsError) in try qdiscs.add(bytes) }) { return true }
        }
        throw Self.failure(EMSGSIZE)
    }

    /// Asks for the queueing disciplines of all interfaces; without an address it goes to the kernel.
    private static func request(_ descriptor: CInt) -> Bool {
        // nlmsghdr: length 36, RTM_GETQDISC, NLM_F_REQUEST | NLM_F_DUMP, sequence, port; tcmsg: all 0.
        var request = InlineArray<9, UInt32>(repeating: 0)
        let (type, flags): (UInt32, UInt32) = (38, 0x301)
        request[0] = 36
        // Two halves of a word, in this machine's order.
        request[1] = (1 as UInt32).littleEndian == 1 ? type | flags << 16 : type << 16 | flags
        return request.span.bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, 0) } == 36
    }

    private static func failure(_ errno: CInt) -> ProcfsError { .unreadable(path: "netlink qdisc", errno: errno) }

    private mutating func shut() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }
}
