import Glibc
package import Procfs

/// A mount point whose `statvfs` hangs until it is released.
package final class HangingMount {
    private var called: [CInt] = [0, 0]
    private var released: [CInt] = [0, 0]
    /// Two descriptors: the call writes to the first, and then reads from the second.
    package var path: String { "/hanging/\(called[1])/\(released[0])" }

    package init() {
        precondition(pipe(&called) == 0 && pipe(&released) == 0, "a process may have two pipes")
    }

    /// Waits until a call hangs.
    package func awaitCall() {
        var byte: UInt8 = 0
        precondition(read(called[0], &byte, 1) == 1, "a pipe gives what was written")
    }

    /// Lets one call return.
    package func release() {
        var byte: UInt8 = 1
        precondition(write(released[1], &byte, 1) == 1, "a pipe takes a byte")
    }

    /// Takes the place of `statvfs(3)`: hangs at the paths of such mounts, fails at `/broken`, and answers elsewhere.
    package static let call: RemoteFilesystem.Call = { path, answer in
        if strcmp(path, "/broken") == 0 {
            errno = ESTALE
            return -1
        }
        if strncmp(path, "/hanging/", 9) == 0 {
            let called = atoi(path + 9)
            let released = strchr(path + 9, CInt(UInt8(ascii: "/"))).map { atoi($0 + 1) } ?? -1
            var byte: UInt8 = 1
            if write(called, &byte, 1) < 1 || read(released, &byte, 1) < 1 {
                errno = EIO
                return -1
            }
        }
        let answer = answer.assumingMemoryBound(to: statvfs.self)
        answer.pointee.f_frsize = 4096
        answer.pointee.f_blocks = 100
        answer.pointee.f_bfree = 30
        answer.pointee.f_bavail = 20
        answer.pointee.f_files = 0
        answer.pointee.f_ffree = 0
        answer.pointee.f_flag = 0
        return 0
    }
}

/// Waits until something is true that another thread brings about; false if it does not within ten seconds.
package func becomesTrue(_ condition: () -> Bool) -> Bool {
    for _ in 0..<10_000 {
        if condition() { return true }
        usleep(1000)
    }
    return condition()
}
