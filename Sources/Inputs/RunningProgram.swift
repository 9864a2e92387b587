import CLinux
import Glibc
import MetricModel

/// A program that was started and whose answer is picked up bit by bit, without ever waiting for it.
struct RunningProgram: ~Copyable {
    enum State: Equatable {
        case running
        /// It ended by itself, with this exit status.
        case exited(CInt)
        /// It was ended by a signal, ours or another.
        case killed(CInt)
        /// Somebody else has been told how it ended.
        case lost
    }

    private let program: clinux_program
    private let limit: Int
    private(set) var output: [UInt8] = []
    /// Whether it printed more than it may.
    private(set) var isTooLong = false
    /// The end of what it printed to standard error.
    private var errors: [UInt8] = []
    private var isReaped = false

    /// How much of the errors is kept, in bytes: enough for a last line.
    private static let errorsKept = 1024

    /// Starts the program.
    ///
    /// - Throws: the `errno` of what failed.
    init(_ path: String, limit: Int) throws(Errno) {
        var program = clinux_program()
        let error = clinux_spawn(path, CInt(clamping: limit), &program)
        guard error == 0 else { throw Errno(code: error) }
        self.program = program
        self.limit = limit
    }

    /// Ends what still runs: its owner is about to end too.
    deinit {
        close(program.output)
        close(program.errors)
        guard !isReaped else { return }
        kill(-program.process, SIGKILL)
        // It cannot refuse, but it takes a moment. Whom the kernel holds longer is reaped when this process ends.
        for _ in 0..<20 where waitpid(program.process, nil, WNOHANG) == 0 { usleep(1000) }
    }

    /// Takes what has been printed, and looks whether the program has ended; never waits.
    ///
    /// What it has left behind in its process group ends with it.
    mutating func poll() -> State {
        // In this order: what was printed before the end is in the pipe by then.
        let hasEnded = clinux_has_ended(program.process)
        drainOutput()
        drainErrors()
        guard hasEnded != 0 else { return .running }
        isReaped = true
        guard hasEnded > 0 else { return .lost }
        // Not reaped yet, so that the number still means this group and no other.
        kill(-program.process, SIGKILL)
        var status: CInt = 0
        guard waitpid(program.process, &status, WNOHANG) == program.process else { return .lost }
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }

    /// Asks the program and all it started to end, or ends them.
    func end(byForce: Bool) { kill(-program.process, byForce ? SIGKILL : SIGTERM) }

    /// The last line that it printed to standard error, in quotation marks; nil if there is none.
    var lastError: String? {
        errors.split(separator: UInt8(ascii: "\n")).last.map { String(decoding: $0, as: UTF8.self).excerpt }
    }

    private mutating func drainOutput() {
        while !isTooLong, let piece = Self.read(program.output) {
            output.append(contentsOf: piece)
            isTooLong = output.count > limit
        }
    }

    private mutating func drainErrors() {
        // As much as the pipe holds, and no more: somebody may print faster than this reads.
        var left = limit
        while left > 0, let piece = Self.read(program.errors) {
            left -= piece.count
            errors.append(contentsOf: piece.suffix(Self.errorsKept))
            if errors.count > Self.errorsKept { errors.removeFirst(errors.count - Self.errorsKept) }
        }
    }

    /// The next bytes in a pipe; nil if there are none now, or never again.
    private static func read(_ pipe: CInt) -> [UInt8]? {
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 64 << 10) { room, count in
            repeat { got = Glibc.read(pipe, room.baseAddress, room.count) } while got < 0 && errno == EINTR
            count = max(0, got)
        }
        return got > 0 ? bytes : nil
    }
}

/// An error of the kernel's, in its words.
struct Errno: Error, CustomStringConvertible {
    let code: CInt

    var description: String { String(cString: strerror(code)) }
}
