import Glibc

/// Why a process of a test's own didn't start.
package struct SpawnError: Error, CustomStringConvertible {
    package let description: String
}

/// `posix_spawn_file_actions_addclosefrom_np`, which the module of the C library leaves out.
private let closeFrom = unsafeBitCast(
    dlsym(nil, "posix_spawn_file_actions_addclosefrom_np"),
    to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, CInt) -> CInt).self)

/// Starts a program that has none of this process's open files but those it is given, and its standard input empty.
///
/// A pipe of another test that was held open here would never end there. Nor does it inherit the signals that the
/// threads of tests block.
/// - Parameters:
///   - command: Looked for in `PATH` unless its first word is a path.
///   - output: The file that both kinds of output are appended to; nil for nowhere.
///   - files: What it finds as its file 3, 4 and so on; their numbers here are above those.
///   - leadsGroup: Whether it begins a process group, which can be ended as a whole.
/// - Returns: Its process id; who starts it waits for it.
/// - Throws: What the system said, with the name of the program.
package func spawn(
    _ command: [String], output: String? = nil, files: [CInt] = [], leadsGroup: Bool = false
) throws(SpawnError) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    for (number, file) in zip(CInt(3)..., files) { posix_spawn_file_actions_adddup2(&actions, file, number) }
    _ = closeFrom(&actions, CInt(3 + files.count))
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
        &attributes, Int16(leadsGroup ? POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP : POSIX_SPAWN_SETSIGMASK))
    let arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var id: pid_t = 0
    let code = posix_spawnp(&id, command[0], &actions, &attributes, arguments, environ)
    guard code == 0 else { throw SpawnError(description: "\(command[0]): \(String(cString: strerror(code)))") }
    return id
}
