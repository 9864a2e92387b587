import Procfs

/// The cores or NUMA nodes that are online, from `/sys/devices/system/cpu/online` or `node/online`, read anew each time;
/// costs one system call.
struct OnlineList: ~Copyable {
    private var file: ProcFile
    private var seen: [Int] = []
    private(set) var numbers: [Int] = []

    enum Kind: String {
        case cpu, node
    }

    init(_ sys: SysRoot, of kind: Kind = .cpu) { file = sys.file("devices/system/\(kind.rawValue)/online") }

    /// Whether the list has changed since it was last read; always at first if there is one.
    mutating func hasChanged(through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
        swap(&seen, &numbers)
        // Its storage is lent to the parser while the file, which is a part of this value too, is read.
        var list: [Int] = []
        swap(&list, &numbers)
        list.removeAll(keepingCapacity: true)
        _ = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try CPUList.parse(bytes, of: "online") { list.append($0) }
        }
        swap(&list, &numbers)
        return numbers != seen
    }
}
