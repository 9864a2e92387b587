/// What a writer of rows asks of the system, for one file that is open.
package protocol RowFile: ~Copyable {
    /// Bytes.
    func size() throws(SystemError) -> Int

    /// Reads up to as many bytes as there is room for; 0 at the end of the file.
    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int

    /// Writes up to as many bytes as there are, and says how many.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int

    /// Waits until what was written is on the disk.
    func synchronize() throws(SystemError)
}
