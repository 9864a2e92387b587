/// What a host has a limited number of, from small files of `/proc/sys` and the number of tasks.
package enum LimitsKey: String, NumberKey {
    /// Open files of all processes, and how many there may be.
    case files
    case filesMax = "file-max"
    /// Inodes in memory, and those among them that nothing uses.
    case inodes
    case inodesFree = "free_inodes"
    /// Tasks, and how many there may be: the smaller of two limits.
    case tasks
    case tasksMax = "tasks-max"
    /// Bits of randomness.
    case entropy = "entropy_avail"
    case entropyPool = "poolsize"

    package static let file: StaticString = "sys"
}

/// The limits of a host; files that a kernel or a container lacks leave their numbers unknown.
package struct Limits: ~Copyable {
    private var fileNumbers: ProcFile
    private var inodeNumbers: ProcFile
    private var pidMax: ProcFile
    private var threadsMax: ProcFile
    private var entropy: ProcFile
    private var entropyPool: ProcFile
    package private(set) var numbers = Numbers<LimitsKey>()

    package init(_ proc: ProcRoot) {
        fileNumbers = proc.file("sys/fs/file-nr")
        inodeNumbers = proc.file("sys/fs/inode-nr")
        pidMax = proc.file("sys/kernel/pid_max")
        threadsMax = proc.file("sys/kernel/threads-max")
        entropy = proc.file("sys/kernel/random/entropy_avail")
        entropyPool = proc.file("sys/kernel/random/poolsize")
    }

    /// Replaces the reading; the number of tasks is what `/proc/loadavg` tells.
    ///
    /// The kernel looks at every core for `file-nr` and `inode-nr`, and at all of the kernel's settings on the way.
    package mutating func read(tasks: Int, through buffer: inout ReadBuffer) throws(ProcfsError) {
        numbers.clear()
        let files = try fileNumbers.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try Self.files(bytes)
        }
        numbers.set(files?.used, at: Self.files)
        numbers.set(files?.most, at: Self.filesMax)
        let inodes = try inodeNumbers.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try Self.inodes(bytes)
        }
        numbers.set(inodes?.all, at: Self.inodes)
        numbers.set(inodes?.free, at: Self.inodesFree)
        numbers.set(UInt64(exactly: tasks), at: Self.tasks)
        let pids = try pidMax.number(of: "kernel/pid_max", through: &buffer)
        let threads = try threadsMax.number(of: "kernel/threads-max", through: &buffer)
        numbers.set(min(pids ?? .max, threads ?? .max), at: Self.tasksMax)
        numbers.set(try entropy.number(of: "random/entropy_avail", through: &buffer), at: Self.entropy)
        numbers.set(try entropyPool.number(of: "random/poolsize", through: &buffer), at: Self.entropyPool)
    }

    private static let (files, filesMax) = (LimitsKey.files.slot, LimitsKey.filesMax.slot)
    private static let (inodes, inodesFree) = (LimitsKey.inodes.slot, LimitsKey.inodesFree.slot)
    private static let (tasks, tasksMax) = (LimitsKey.tasks.slot, LimitsKey.tasksMax.slot)
    private static let (entropy, entropyPool) = (LimitsKey.entropy.slot, LimitsKey.entropyPool.slot)

    /// `927 0 2466183`: handles given out, those among them that are free (always 0 since 2.6), and the most there may be.
    package static func files(_ bytes: Span<UInt8>) throws(ProcfsError) -> (used: UInt64, most: UInt64) {
        var fields = Fields(of: "fs/file-nr")
        _ = try fields.nextLine(in: bytes)
        let given = try fields.unsigned(in: bytes, "files")
        let free = try fields.unsigned(in: bytes, "free files")
        let most = try fields.unsigned(in: bytes, "most files")
        try fields.finish(in: bytes)
        return (given >= free ? given - free : 0, most)
    }

    /// `72771 0`: inodes in memory, and those that nothing uses.
    package static func inodes(_ bytes: Span<UInt8>) throws(ProcfsError) -> (all: UInt64, free: UInt64) {
        var fields = Fields(of: "fs/inode-nr")
        _ = try fields.nextLine(in: bytes)
        let all = try fields.unsigned(in: bytes, "inodes")
        let free = try fields.unsigned(in: bytes, "free inodes")
        try fields.finish(in: bytes)
        return (all, free)
    }
}
