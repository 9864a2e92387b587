import Foundation

extension RowFile where Self: ~Copyable {
    /// Reads until there is no more room, and says how much there was before the end of the file.
    func readWhole(
        into bytes: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        var filled = 0
        while filled < bytes.count {
            do throws(SystemError) {
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                let count = try read(into: rest, at: offset + filled)
                guard count > 0 else { break }
                filled += count
            } catch {
                guard error.code == EINTR else { throw error }
            }
        }
        return filled
    }

    /// Writes every byte.
    func writeWhole(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            do throws(SystemError) {
                let count = try write(UnsafeRawBufferPointer(rebasing: bytes[written...]), at: offset + written)
                // A system that takes nothing and names no reason would be asked forever.
                guard count > 0 else { throw SystemError(code: EIO) }
                written += count
            } catch {
                guard error.code == EINTR else { throw error }
            }
        }
    }
}
