import CLinux

/// Asks how full a file system is that may not answer, by a thread of its own: this never waits.
///
/// There are at most ``limit`` such threads. One that hangs when its file system is no longer of interest ends when its
/// call returns, and counts until then.
package final class RemoteFilesystem {
    package let mountPoint: String
    private let thread: OpaquePointer

    /// What takes the place of `statvfs(3)` in tests: it fills a `statvfs`.
    package typealias Call = @convention(c) (UnsafePointer<CChar>, UnsafeMutableRawPointer) -> CInt

    /// The most there are at once.
    package static var limit: Int { Int(CLINUX_STATVFS_THREADS) }

    /// How many threads there are in this process.
    package static var threads: Int { Int(clinux_statvfs_count()) }

    /// Nil if there are too many already.
    package init?(_ mountPoint: String, call: Call? = nil) {
        guard let thread = clinux_statvfs_start(mountPoint, call) else {
            return nil
        }
        self.mountPoint = mountPoint
        self.thread = thread
    }

    deinit { clinux_statvfs_stop(thread) }

    /// What is known of the answer to the last question.
    package struct Answer: Sendable, Equatable {
        /// Nil if the last question failed or still waits for its answer.
        package var usage: FilesystemUsage?
        /// Seconds since there was a usage; nil if there never was one.
        package var age: Double?
        /// Seconds that the last answer took, good or not; nil if there never was one.
        package var duration: Double?

        package init(usage: FilesystemUsage? = nil, age: Double? = nil) {
            self.usage = usage
            self.age = age
        }
    }

    /// Asks anew, unless the last question still waits for its answer.
    package func ask() { clinux_statvfs_ask(thread) }

    /// The state of the last question at a moment of the monotonic clock, in nanoseconds; nil if nothing was asked yet.
    package func answer(at now: UInt64) -> Answer? {
        let known = clinux_statvfs_look(thread)
        guard known.was_asked else { return nil }
        var answer = Answer()
        if known.succeeded > 0 { answer.age = now > known.succeeded ? Double(now - known.succeeded) / 1e9 : 0 }
        if known.answered > 0 { answer.duration = Double(known.duration) / 1e9 }
        if !known.is_waiting, known.error == 0 {
            answer.usage = FilesystemUsage(
                blockSize: known.block_size, blocks: known.blocks, free: known.free_blocks,
                available: known.available_blocks, inodes: known.inodes, inodesFree: known.free_inodes,
                flags: known.flags)
        }
        return answer
    }
}
