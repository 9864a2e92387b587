import Foundation

/// Tells a terminal how far the work is.
enum Progress {
    static func say(_ what: String, _ done: Int, of all: Int) {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(what) \(done + 1)/\(all)".utf8))
        if done + 1 == all { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
