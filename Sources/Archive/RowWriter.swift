/// Takes updates into a file.
package protocol RowWriter: Sendable {
    /// Makes the updates that are newer than the file's last one; blocks this thread.
    ///
    /// Where it throws, it can be called again with the same updates: those that the file has already are skipped.
    mutating func write(_ updates: UpdateBatch, to file: CheckedFile) throws(RowWriteError)
}
