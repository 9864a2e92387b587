internal import CZlib
import NIOCore

/// Makes gzip's format of bytes that are handed over piece by piece.
struct Gzip: ~Copyable {
    /// zlib remembers where the stream lies, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Of the levels 1 to 9, one that makes our pages and documents six times smaller at some 5 µs a kB.
    private static let level: CInt = 3

    /// nil where there is no memory for it.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard plexus_gzip_begin(stream, Self.level) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The whole of a text, or nil where it cannot be made.
    static func whole(_ bytes: ByteBuffer) -> ByteBuffer? {
        guard let gzip = Gzip() else { return nil }
        return gzip.add(bytes, isLast: true)
    }

    /// What is ready after some more bytes; all of it after the last.
    func add(_ bytes: ByteBuffer, isLast: Bool = false) -> ByteBuffer {
        var output = ByteBuffer()
        let flush = isLast ? Z_FINISH : Z_NO_FLUSH
        // zlib only reads what it is given to read.
        bytes.withUnsafeReadableBytes { input in
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(input.count)
            var status: CInt
            repeat {
                status = Z_OK
                output.writeWithUnsafeMutableBytes(minimumWritableBytes: max(512, input.count / 4)) { room in
                    stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.pointee.avail_out = UInt32(room.count)
                    status = deflate(stream, flush)
                    return room.count - Int(stream.pointee.avail_out)
                }
            } while stream.pointee.avail_out == 0 || (isLast && status == Z_OK)
            stream.pointee.next_in = nil
        }
        return output
    }
}
