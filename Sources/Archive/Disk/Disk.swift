/// The file operations that everything rests on which must survive a crash: so few that a test can record them, and play
/// back what a loss of power may leave of them.
package protocol Disk: FileAccess {
    /// Takes back what lies behind so many bytes; a disk that is full allows it.
    func truncate(_ file: DiskFile, to size: Int) throws(SystemError)
    /// Returns when what was written to the file, and its size, would survive a loss of power.
    func sync(_ file: DiskFile) throws(SystemError)
    /// Lets the system forget what it holds in memory of a file that has been synced.
    ///
    /// Of a file just made it holds large pages, which cost more at each small write than those it reads again.
    func evict(_ file: DiskFile)
    /// Returns when the names in a folder would.
    func syncFolder(_ path: String) throws(SystemError)
    /// Returns when everything written to the file system on which the path lies would, memory maps included.
    func syncFileSystem(of path: String) throws(SystemError)
    /// The names in a folder, in no order; none if it is missing.
    func names(in folder: String) throws(SystemError) -> [String]
    /// Does nothing where the folder is.
    func makeFolder(_ path: String) throws(SystemError)
    func rename(_ path: String, to other: String) throws(SystemError)
    func remove(_ path: String) throws(SystemError)
}
