import Glibc
package import Procfs

/// A mount point whose `statvfs` hangs until it is released.
package final class HangingMount {
    // Never freed: a call may still hang when the test is over.
    private let called = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    private let released = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    /// Tells the call, which has no descriptors, where the semaphores lie: it posts the first, and waits for the second.
    package var path: String { "/hanging/\(UInt(bitPattern: called))/\(UInt(bitPattern: released))" }

    package init() {
        sem_init(called, 0, 0)
        sem_init(released, 0, 0)
    }

    /// Waits until a call hangs.
    package func awaitCall() { while sem_wait(called) != 0 {} }

    /// Lets one call return.
    package func release() { sem_post(released) }

    /// Takes the place of `statvfs(3)`: hangs at the paths of such mounts, fails at `/broken`, and answers elsewhere.
    package static let call: RemoteFilesystem.Call = { path, answer in
        if strcmp(path, "/broken") == 0 {
            errno = ESTALE
            return -1
        }
        if strncmp(path, "/hanging/", 9) == 0 {
            let slash = strchr(path + 9, CInt(UInt8(ascii: "/")))
            let called = UnsafeMutablePointer<sem_t>(bitPattern: UInt(strtoul(path + 9, nil, 10)))
            let released = slash.flatMap { UnsafeMutablePointer<sem_t>(bitPattern: UInt(strtoul($0 + 1, nil, 10))) }
            guard let called, let released else {
                errno = EINVAL
                return -1
            }
            sem_post(called)
            while sem_wait(released) != 0 {}
        }
        var usage = statvfs()
        usage.f_frsize = 4096
        usage.f_blocks = 100
        usage.f_bfree = 30
        usage.f_bavail = 20
        answer.storeBytes(of: usage, as: statvfs.self)
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
