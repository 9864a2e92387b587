import CLinux
import Glibc

/// A program that was started and whose answer is picked up bit by bit, without ever waiting for it.
struct RunningProgram: ~Copyable {
    enum State: Equatable {
        case running
        /// It ended by itself, with this exit status.
        case exited(CInt)
        /// It was ended by a signal, ours or another.
        case killed(CInt)
    }

    private let process: pid_t
    private let pipe: CInt
    private let limit: Int
    private(set) var output: [UInt8] = []
    /// Whether it printed more than it may.
    private(set) var isTooLong = false
    private var isReaped = false

    /// Starts the program; nil with the reason in `errno` if that fails.
    init?(_ path: String, limit: Int) {
        var pipe: CInt = -1
        let process = clinux_spawn(path, CInt(clamping: limit), &pipe)
        guard process > 0 else {
            errno = -process
            return nil
        }
        self.process = process
        self.pipe = pipe
        self.limit = limit
    }

    deinit {
        close(pipe)
        guard !isReaped else { return }
        kill(-process, SIGKILL)
        // It cannot refuse; who is in the kernel's hands for now is reaped when this process ends.
        _ = waitpid(process, nil, WNOHANG)
    }

    /// Takes what has been printed, and looks whether the program has ended; never waits.
    mutating func poll() -> State {
        var status: CInt = 0
        // In this order: what was printed before the end is in the pipe by then.
        let ended = waitpid(process, &status, WNOHANG)
        drain()
        guard ended == process else {
            // Somebody else has reaped it.
            guard ended < 0, errno == ECHILD else { return .running }
            isReaped = true
            return .killed(0)
        }
        isReaped = true
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }

    /// Asks the program and all it started to end, or ends them.
    func end(byForce: Bool) { kill(-process, byForce ? SIGKILL : SIGTERM) }

    private mutating func drain() {
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while !isTooLong {
            let got = read(pipe, &piece, piece.count)
            guard got > 0 else { return }
            output.append(contentsOf: piece[..<got])
            isTooLong = output.count > limit
        }
    }
}
