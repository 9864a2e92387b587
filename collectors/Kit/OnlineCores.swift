import Procfs

/// The cores that are online, from `/sys/devices/system/cpu/online`, read anew each time; costs one system call.
struct OnlineCores: ~Copyable {
    private var file: ProcFile
    private var seen: [Int] = []
    private(set) var cores: [Int] = []

    init(_ sys: SysRoot) { file = sys.file("devices/system/cpu/online") }

    /// Whether the list has changed since it was last read; always at first if there is one.
    mutating func hasChanged(through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
        swap(&seen, &cores)
        // Its storage is lent to the parser while the file, which is a part of this value too, is read.
        var list: [Int] = []
        swap(&list, &cores)
        list.removeAll(keepingCapacity: true)
        _ = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try CPUList.parse(bytes, of: "cpu/online") { list.append($0) }
        }
        swap(&list, &cores)
        return cores != seen
    }
}
