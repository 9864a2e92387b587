import Foundation

/// All that a file holds, in memory: what is changed there is written as a whole new file.
///
/// Any file with a sound header can be read; only plain ones can be changed.
package struct FileContents: Sendable {
    package let path: String
    package internal(set) var header: RRDHeader
    /// In the order of the header's archives.
    package internal(set) var rings: [Ring]
    /// The header as it stands in the file.
    var words: [UInt64]
    let layout: PlainLayout

    /// The largest file that is read as a whole, in bytes.
    package static let maximumSize = 1 << 30

    init(path: String, header: RRDHeader, words: [UInt64], rings: [Ring]) {
        self.path = path
        self.header = header
        self.words = words
        self.rings = rings
        layout = PlainLayout(ofAny: header)
    }

    /// Whether it can be changed here: gauges and plain archives of version 3.
    package var isPlain: Bool { PlainLayout(header) != nil }

    /// Where a column stands; nil if there is none of the name.
    package func column(named name: String) -> Int? { header.columns.firstIndex { $0.name == name } }

    /// In bytes.
    package var size: Int { layout.fileSize }
}

extension FileContents {
    /// Reads a file while librrd's locks keep other processes from writing it; nil if there is none.
    ///
    /// - `now`: seconds since 1970.
    package init?(
        readingFrom path: String, on access: any FileAccess = SystemDisk(), now: Int
    ) throws(FileContentsError) {
        do {
            try self.init(LockedFile(path, .read, on: access), path: path, now: now)
        } catch let error as FileContentsError {
            throw error
        } catch let error as RRDHeaderError {
            throw .header(error)
        } catch {
            let code = (error as? SystemError)?.code ?? EIO
            if code == ENOENT { return nil }
            throw .header(.unreadable(path: path, errno: code))
        }
    }

    private init(_ file: borrowing LockedFile, path: String, now: Int) throws {
        let size = try file.size()
        guard size <= Self.maximumSize else {
            throw FileContentsError.tooLarge(path: path, bytes: size, limit: Self.maximumSize)
        }
        let start: [UInt8] = try Self.read(min(size, RRDFormat.statHead), at: 0, from: file)
        let counts = try RRDHeader.Counts(HeaderBytes(start, path: path))
        let bytes: [UInt8] = try Self.read(counts.headerSize, at: 0, from: file)
        let header = try RRDHeader(parsing: bytes, fileSize: size, path: path, now: now)
        let words: [UInt64] = try Self.read(counts.headerSize / 8, at: 0, from: file)
        let layout = PlainLayout(ofAny: header)
        let rings = try layout.archives.map { archive in
            Ring(
                archive.definition, step: header.step, columns: layout.columns, lastUpdate: header.lastUpdate,
                current: Int(words[archive.pointer / 8]),
                values: try Self.read(archive.definition.rows * layout.columns, at: archive.ring, from: file))
        }
        self.init(path: path, header: header, words: words, rings: rings)
    }

    private static func read<Element: BitwiseCopyable>(
        _ count: Int, at offset: Int, from file: borrowing LockedFile
    ) throws(SystemError) -> [Element] {
        var result = Result<Int, SystemError>.success(0)
        let elements = [Element](unsafeUninitializedCapacity: count) { buffer, filled in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            do throws(SystemError) {
                let read = try file.read(into: bytes, at: offset)
                // The size said that they are there.
                result = read == bytes.count ? .success(read) : .failure(.inputOutput)
                filled = read / MemoryLayout<Element>.stride
            } catch {
                result = .failure(error)
            }
        }
        _ = try result.get()
        return elements
    }
}

/// Why a file could not be read or replaced as a whole.
package enum FileContentsError: Error, Equatable {
    case header(RRDHeaderError)
    /// In bytes.
    case tooLarge(path: String, bytes: Int, limit: Int)
    /// Counters, archives of other kinds, another version, or bytes behind the last row: not ours to change.
    case notPlain(path: String)
    /// The old file is as it was.
    case unwritable(path: String, call: String, errno: CInt)
}

extension FileContentsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .header(let error): "\(error)"
        case .tooLarge(let path, let bytes, let limit):
            "\(path): size: expected at most \(limit) bytes, found \(bytes)"
        case .notPlain(let path):
            "\(path): expected gauges and plain archives of version 3, found others: see rrdtool tune and resize"
        case .unwritable(let path, let call, let errno): "\(path): \(call): \(systemMessage(errno))"
        }
    }
}
