/// What is known of a software RAID array, from its lines in `/proc/mdstat` and its files in `/sys/block/md*/md`.
package enum MDKey: String, NumberKey {
    case disks, active, failed, spare, degraded, mismatches
    /// Of a resync or the like: what is done and what there is in KiB, and bytes per second.
    case done, total, speed
    /// As ``MDState``.
    case state

    package static let file: StaticString = "block/*/md"
}

/// One array, whose files in `/sys` stay open.
package final class MDArray {
    package let name: String
    package private(set) var numbers = Numbers<MDKey>()
    package private(set) var action: MDAction?
    /// Whether ``action`` waits for another array that shares a disk, or for the first write.
    package private(set) var isWaiting = false
    private var arrayState, degraded, mismatches, syncAction: ProcFile

    private static let slots = (
        disks: MDKey.disks.slot, active: MDKey.active.slot, failed: MDKey.failed.slot, spare: MDKey.spare.slot,
        degraded: MDKey.degraded.slot, mismatches: MDKey.mismatches.slot, done: MDKey.done.slot,
        total: MDKey.total.slot, speed: MDKey.speed.slot, state: MDKey.state.slot
    )

    package init(_ name: String, sys: SysRoot) {
        self.name = name
        let folder = "block/\(SysRoot.folder(name) ?? "none")/md"
        arrayState = sys.file("\(folder)/array_state")
        degraded = sys.file("\(folder)/degraded")
        mismatches = sys.file("\(folder)/mismatch_cnt")
        syncAction = sys.file("\(folder)/sync_action")
    }

    /// Takes what `/proc/mdstat` says, and what the files say better or alone.
    ///
    /// Arrays without redundancy have fewer files, and where `/sys` knows no array its lines suffice.
    package func read(_ row: Mdstat.Row, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let slots = Self.slots
        numbers.clear()
        let isRunning = row.level != nil
        let missing = row.disks >= row.active ? row.disks - row.active : 0
        let degraded = try degraded.readIfPresent(through: &buffer, Self.number)
        let mismatches = try mismatches.readIfPresent(through: &buffer, Self.number)
        let state = try arrayState.readIfPresent(through: &buffer, Self.state)
        let action = try syncAction.readIfPresent(through: &buffer, Self.action)
        numbers.set(row.failed, at: slots.failed)
        numbers.set((state.flatMap(\.self) ?? row.state).rawValue, at: slots.state)
        // Of an array that does not run nobody can say what it wants, and all its disks are called spares.
        if isRunning {
            numbers.set(row.disks, at: slots.disks)
            numbers.set(row.active, at: slots.active)
            numbers.set(row.spare, at: slots.spare)
            numbers.set(degraded ?? missing, at: slots.degraded)
        }
        numbers.set(mismatches, at: slots.mismatches)
        numbers.set(row.sync?.done, at: slots.done)
        numbers.set(row.sync?.total, at: slots.total)
        numbers.set(row.sync?.speed, at: slots.speed)
        self.action = action.flatMap(\.self) ?? row.sync?.action ?? (isRunning ? .idle : nil)
        isWaiting = row.sync?.isWaiting ?? false
    }

    /// A whole number on a line.
    package static func number(_ bytes: Span<UInt8>) throws(ProcfsError) -> UInt64 {
        var fields = Fields(of: MDKey.file)
        _ = try fields.nextLine(in: bytes)
        let number = try fields.unsigned(in: bytes, "number")
        try fields.finish(in: bytes)
        return number
    }

    /// What `array_state` says; nil for a word of a later kernel.
    package static func state(_ bytes: Span<UInt8>) throws(ProcfsError) -> MDState? {
        try word(bytes) { (word) in
            switch word {
            case "clear", "inactive": .inactive
            case "clean", "active", "write-pending", "active-idle": .active
            case "readonly", "read-auto": .readOnly
            case "suspended": .suspended
            case "broken": .broken
            default: nil
            }
        }
    }

    /// What `sync_action` says; nil for a word of a later kernel.
    package static func action(_ bytes: Span<UInt8>) throws(ProcfsError) -> MDAction? {
        try word(bytes) { MDAction(rawValue: $0) }
    }

    /// Makes a text, which is too short to be allocated.
    private static func word<Meaning>(
        _ bytes: Span<UInt8>, _ meaning: (String) -> Meaning?
    ) throws(ProcfsError) -> Meaning? {
        var fields = Fields(of: MDKey.file)
        _ = try fields.nextLine(in: bytes)
        let word = fields.word(in: bytes)
        try fields.finish(in: bytes)
        guard !word.isEmpty else { throw fields.malformed(in: bytes, word, "a word") }
        guard word.count <= 15 else { return nil }
        return meaning(bytes.repairedText(word))
    }
}
