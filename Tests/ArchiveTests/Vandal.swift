import Foundation
import TestKit

/// Damages files as disks, programs and people do, the same ones for the same seed.
struct Vandal {
    private var random: SeededGenerator
    /// How often what was done.
    private(set) var deeds: [Deed: Int] = [:]

    enum Deed: String, CaseIterable {
        /// Cut at any length, and to nothing.
        case cut, empty
        /// A few bits, at any place or in the first bytes.
        case flipRows, flipHeader
        case delete, deleteFolder
        /// Written over in place, and another under its name.
        case overwrite, replace
        case garbage, longer, folder, pipe, danglingLink, forbidden
    }

    init(seed: Int) { random = SeededGenerator(state: UInt64(seed)) }

    /// Does one of the deeds to one of the files, if it is there.
    ///
    /// - `header`: how many bytes of a file are its header.
    mutating func strike(_ paths: [String], doing choice: [Deed], header: Int) {
        guard let path = paths.randomElement(using: &random), let deed = choice.randomElement(using: &random),
            let bytes = FileManager.default.contents(atPath: path)
        else { return }
        deeds[deed, default: 0] += 1
        switch deed {
        case .cut: truncate(path, off_t.random(in: 0...off_t(bytes.count), using: &random))
        case .empty: truncate(path, 0)
        case .longer: truncate(path, off_t(bytes.count) + .random(in: 1...9000, using: &random))
        case .flipRows: flip(path, in: min(header, bytes.count)..<bytes.count)
        case .flipHeader: flip(path, in: 0..<min(header, bytes.count))
        case .delete: unlink(path)
        case .deleteFolder: try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
        case .overwrite: if let other = other(of: paths) { try? other.write(to: URL(filePath: path)) }
        case .replace: if let other = other(of: paths) { put(at: path) { try? other.write(to: URL(filePath: $0)) } }
        case .garbage:
            let noise = (0..<Int.random(in: 0...4096, using: &random)).map { _ in UInt8.random(in: 0...255) }
            put(at: path) { try? Data(noise).write(to: URL(filePath: $0)) }
        case .folder: put(at: path) { mkdir($0, 0o755) }
        case .pipe: put(at: path) { mkfifo($0, 0o644) }
        case .danglingLink: put(at: path) { symlink("/nonexistent/file", $0) }
        case .forbidden: chmod(path, 0)
        }
    }

    private mutating func other(of paths: [String]) -> Data? {
        paths.randomElement(using: &random).flatMap { FileManager.default.contents(atPath: $0) }
    }

    private mutating func flip(_ path: String, in range: Range<Int>) {
        guard !range.isEmpty else { return }
        let file = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = off_t(Int.random(in: range, using: &random))
            var byte: UInt8 = 0
            guard pread(file, &byte, 1, place) == 1 else { continue }
            byte ^= 1 << UInt8.random(in: 0...7, using: &random)
            pwrite(file, &byte, 1, place)
        }
    }

    /// Makes something beside the path and then gives it that name.
    private func put(at path: String, _ make: (String) -> some Any) {
        let beside = "\(path).vandal"
        _ = make(beside)
        // A folder takes no file's place.
        unlink(path)
        rename(beside, path)
    }

    mutating func rest(upTo microseconds: UInt32) { usleep(.random(in: 0...microseconds, using: &random)) }
}
