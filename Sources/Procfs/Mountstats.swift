/// What each NFS mount did since it was mounted, from `/proc/self/mountstats`.
///
/// One value is parsed into again and again, so that its storage is reused.
package struct Mountstats: Sendable {
    /// In the kernel's order; other mounts are passed over.
    package private(set) var rows: [Row] = []

    /// One NFS mount.
    package struct Row: NamedRow {
        /// The mount point as the file spells it: ``mountPoint`` with `\\040` for a space.
        package let name: String
        package let mountPoint: String
        package internal(set) var numbers = Numbers<MountstatsKey>()

        package init(name: String) {
            self.name = name
            let bytes = Array(name.utf8)
            mountPoint = Mount.unescaped(bytes.span, 0..<bytes.count)
        }
    }

    package static let path = "self/mountstats"

    package init() {}
}

package enum MountstatsKey: String, NumberKey {
    /// Bytes that programs read and wrote, from the page cache too.
    case appRead, appWritten
    /// Bytes that were read from the server and written to it.
    case read, written
    /// Requests that completed, those sent again, and those that ended with an error (since Linux 5.1).
    case ops, retrans, timeouts, errors
    /// Milliseconds that requests waited before they were sent, until their answer came, and in all.
    case queue, rtt, exec
    case readOps, readRTT, readExec
    case writeOps, writeRTT, writeExec

    package static let file: StaticString = "self/mountstats"
}

extension Mountstats {
    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            rows.removeAll(keepingCapacity: true)
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: MountstatsKey.file)
        var count = 0
        var isNFS = false
        while try fields.nextLine(in: bytes) {
            let first = fields.word(in: bytes)
            if bytes.matches(first, "device") || bytes.matches(first, "no") {
                isNFS = false
                guard let point = Self.mountPoint(&fields, in: bytes) else { continue }
                guard point.count <= 4096 else { throw fields.malformed(in: bytes, point, "mount point") }
                rows.settle(at: count, bytes, point)
                rows[count].numbers.clear()
                count += 1
                isNFS = true
            } else if isNFS {
                try rows[count - 1].take(first, &fields, in: bytes)
            }
        }
        rows.removeSubrange(count...)
    }

    /// The mount point in `device filer:/x mounted on /mnt with fstype nfs4 statvers=1.1`; nil of other kinds.
    private static func mountPoint(_ fields: inout Fields, in bytes: Span<UInt8>) -> Range<Int>? {
        var point: Range<Int>?
        var word = fields.word(in: bytes)
        while !word.isEmpty {
            let next = fields.word(in: bytes)
            if point == nil, bytes.matches(word, "mounted"), bytes.matches(next, "on") {
                point = fields.word(in: bytes)
            } else if bytes.matches(word, "fstype"), bytes.matches(next, "nfs") || bytes.matches(next, "nfs4") {
                return point.flatMap { $0.isEmpty ? nil : $0 }
            }
            word = next
        }
        return nil
    }
}

extension Mountstats.Row {
    private static let slots = (
        appRead: MountstatsKey.appRead.slot, appWritten: MountstatsKey.appWritten.slot, read: MountstatsKey.read.slot,
        written: MountstatsKey.written.slot, ops: MountstatsKey.ops.slot, retrans: MountstatsKey.retrans.slot,
        timeouts: MountstatsKey.timeouts.slot, errors: MountstatsKey.errors.slot, queue: MountstatsKey.queue.slot,
        rtt: MountstatsKey.rtt.slot, exec: MountstatsKey.exec.slot, readOps: MountstatsKey.readOps.slot,
        readRTT: MountstatsKey.readRTT.slot, readExec: MountstatsKey.readExec.slot,
        writeOps: MountstatsKey.writeOps.slot, writeRTT: MountstatsKey.writeRTT.slot,
        writeExec: MountstatsKey.writeExec.slot
    )

    /// Takes a line of a mount: `bytes: …`, or that of an operation, `READ: 12 12 0 …`; passes over all others.
    fileprivate mutating func take(
        _ name: Range<Int>, _ fields: inout Fields, in bytes: Span<UInt8>
    ) throws(ProcfsError) {
        let slots = Self.slots
        if bytes.matches(name, "bytes:") {
            let buffered = (
                try fields.unsigned(in: bytes, "bytes read"), try fields.unsigned(in: bytes, "bytes written")
            )
            let direct = (try fields.unsigned(in: bytes, "bytes read"), try fields.unsigned(in: bytes, "bytes written"))
            numbers.set(buffered.0 &+ direct.0, at: slots.appRead)
            numbers.set(buffered.1 &+ direct.1, at: slots.appWritten)
            numbers.set(try fields.unsigned(in: bytes, "bytes read"), at: slots.read)
            numbers.set(try fields.unsigned(in: bytes, "bytes written"), at: slots.written)
        } else if Self.isOperation(name, in: bytes) {
            try take(operation: name, &fields, in: bytes)
        }
    }

    /// Operations are the only lines whose names are written in capitals.
    private static func isOperation(_ name: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard name.count > 1, bytes[name.upperBound - 1] == UInt8(ascii: ":") else { return false }
        for index in name.dropLast() {
            switch bytes[index] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): break
            default: return false
            }
        }
        return true
    }

    /// Requests, transmissions, timeouts, bytes sent and received, milliseconds queued, on the way and in all, errors.
    private mutating func take(
        operation name: Range<Int>, _ fields: inout Fields, in bytes: Span<UInt8>
    ) throws(ProcfsError) {
        let slots = Self.slots
        let ops = try fields.unsigned(in: bytes, "requests")
        let sent = try fields.unsigned(in: bytes, "transmissions")
        let timeouts = try fields.unsigned(in: bytes, "timeouts")
        _ = try fields.unsigned(in: bytes, "bytes sent")
        _ = try fields.unsigned(in: bytes, "bytes received")
        let queue = try fields.unsigned(in: bytes, "milliseconds queued")
        let rtt = try fields.unsigned(in: bytes, "milliseconds of the round trip")
        let exec = try fields.unsigned(in: bytes, "milliseconds in all")
        let errors = try fields.unsignedIfPresent(in: bytes, "errors")
        numbers.add(ops, at: slots.ops)
        numbers.add(sent >= ops ? sent - ops : 0, at: slots.retrans)
        numbers.add(timeouts, at: slots.timeouts)
        if let errors { numbers.add(errors, at: slots.errors) }
        numbers.add(queue, at: slots.queue)
        numbers.add(rtt, at: slots.rtt)
        numbers.add(exec, at: slots.exec)
        if bytes.matches(name, "READ:") {
            numbers.set(ops, at: slots.readOps)
            numbers.set(rtt, at: slots.readRTT)
            numbers.set(exec, at: slots.readExec)
        } else if bytes.matches(name, "WRITE:") {
            numbers.set(ops, at: slots.writeOps)
            numbers.set(rtt, at: slots.writeRTT)
            numbers.set(exec, at: slots.writeExec)
        }
    }
}
