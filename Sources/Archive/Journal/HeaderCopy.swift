package import Wire

/// What the header of a file was before the file was written.
package struct HeaderCopy: Sendable {
    /// Below the root.
    let path: String
    let fileSize: Int
    let liveHead: Int
    let fixedSum: UInt32
    let live: [UInt8]

    /// - `payload`: of a record in a segment of headers.
    package init(_ payload: Span<UInt8>) throws(WireError) {
        var reader = ByteReader(payload)
        path = try reader.text("a path")
        fileSize = Int(clamping: try reader.varint("a file's size"))
        liveHead = Int(clamping: try reader.varint("the beginning of what changes"))
        fixedSum = try reader.integer(UInt32.self, "the checksum of what does not")
        live = try ZeroRuns.read("a header", from: &reader)
    }

    enum Outcome {
        /// The file is gone, or another is in its place.
        case anotherFile
        case unchanged, restored
    }

    /// Gives the file this header where it has another.
    func restore(below root: String, on disk: any Disk) throws(SystemError) -> Outcome {
        guard !path.split(separator: "/").contains(".."), liveHead < 1 << 24,
            let file = try? disk.open("\(root)/\(path)", .update)
        else { return .anotherFile }
        defer { disk.close(file) }
        // What cannot be read, or is a pipe by now, must not keep all others from their headers.
        guard let size = try? disk.size(of: file), size >= fileSize,
            let header = try? disk.bytes(of: file, liveHead + live.count, at: 0),
            header.count == liveHead + live.count,
            CRC32C.checksum(header.span.extracting(..<liveHead)) == fixedSum
        else { return .anotherFile }
        guard !header[liveHead...].elementsEqual(live) else { return .unchanged }
        var failure: SystemError?
        live.withUnsafeBytes { bytes in
            do throws(SystemError) { try disk.write(file, bytes, at: liveHead) } catch { failure = error }
        }
        if let failure { throw failure }
        return .restored
    }
}
