import Foundation

/// What work takes of this process: all threads, in seconds.
struct Meter {
    private let cpu = Meter.cpuSeconds
    private let start = DispatchTime.now().uptimeNanoseconds

    /// Since the meter was made.
    var cpuSeconds: Double { Self.cpuSeconds - cpu }
    /// Since the meter was made.
    var seconds: Double { Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 }

    /// User and system time of all threads, those that ended included; what the kernel's own threads write is not in it.
    private static var cpuSeconds: Double { seconds(on: CLOCK_PROCESS_CPUTIME_ID) }

    /// User and system time of this thread.
    static var threadSeconds: Double { seconds(on: CLOCK_THREAD_CPUTIME_ID) }

    private static func seconds(on clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory that the process has had, in bytes: VmHWM.
    static var peakBytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        return 1024 * (kilobytes.flatMap { Int($0) } ?? 0)
    }
}

/// Lets whoever started the program look at the disk before it goes on.
enum Gate {
    /// Says that everything is prepared, and waits for a line or the end of the input.
    static func ready() {
        say("ready")
        _ = readLine()
    }

    /// Ends the process as a kill would: what it has open is not closed.
    static func vanish() -> Never { _exit(0) }

    static func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

    /// Prints figures as one line of JSON.
    static func tell(_ figures: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys]
        say(String(decoding: try encoder.encode(figures), as: UTF8.self))
    }
}

/// Waits for something asynchronous on a thread that may block.
func blocking(_ work: @escaping @Sendable () async -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task {
        await work()
        done.signal()
    }
    done.wait()
}
