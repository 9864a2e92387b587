import Foundation
import Glibc

/// What this process takes of the machine, as the kernel tells it.
struct ProcessFigures {
    /// Seconds of all cores.
    let cpu: Double
    /// Bytes; nil if the kernel does not say.
    let residentMemory, virtualMemory: Double?
    let openFiles: Int?
    let threads: Int?

    /// Asks the kernel; reads a few small files of `/proc`.
    static func now() -> ProcessFigures {
        let ticks = clock()
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
        let pageSize = Double(sysconf(CInt(_SC_PAGESIZE)))
        func memory(_ index: Int) -> Double? {
            guard let pages, index < pages.count else { return nil }
            return Double(pages[index]).map { $0 * pageSize }
        }
        return ProcessFigures(
            cpu: Double(ticks) / Double(CLOCKS_PER_SEC), residentMemory: memory(1),
            virtualMemory: memory(0), openFiles: entries("/proc/self/fd"), threads: entries("/proc/self/task"))
    }

    private static func entries(_ folder: String) -> Int? {
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.count
    }

    /// How many files a folder has, and how many bytes they are long.
    static func size(of folder: String) -> (files: Int, bytes: Int) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let sizes = names.map { name in
            (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"))?[.size] as? Int ?? 0
        }
        return (names.count, sizes.reduce(0, +))
    }
}
