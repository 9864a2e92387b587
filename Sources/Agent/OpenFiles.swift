import Glibc

/// Lets this process open as many files as its subjects may need: every cgroup, disk and sensor keeps some open.
///
/// The usual soft limit of 1,024 is for programs that use `select(2)`. Where the hard limit is lower, it is what there is.
package func raiseOpenFileLimit(to wanted: UInt = 4096) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
