import Foundation

/// A backup that is there: a folder, or a tar file of one.
package enum BackupSource: Sendable {
    case folder(String)
    case tar(TarFile)

    /// Finds the backup at a path: a tar file, a folder with a manifest, or the newest backup in a folder with several.
    package init(_ path: String) throws(UpkeepError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last("open", path) }
        if status.st_mode & S_IFMT != S_IFDIR {
            self = .tar(try TarFile(path))
        } else if access("\(path)/\(Manifest.name)", F_OK) == 0 {
            self = .folder(path)
        } else if let newest = BackupFolder.backups(in: path).last {
            self = .folder("\(path)/\(newest)")
        } else {
            throw .noBackup(path: path, reason: "no \(Manifest.name) in it")
        }
    }

    package var path: String {
        switch self {
        case .folder(let path): path
        case .tar(let file): file.path
        }
    }

    func manifest() throws(UpkeepError) -> Manifest {
        let bytes = try read(Manifest.name)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .noBackup(path: path, reason: "its \(Manifest.name) is not UTF-8")
        }
        return try Manifest(parsing: text, path: "\(path): \(Manifest.name)")
    }

    /// The whole of a file in the backup.
    func read(_ name: String) throws(UpkeepError) -> [UInt8] {
        switch self {
        case .folder(let folder): try Self.contents(of: "\(folder)/\(name)")
        case .tar(let file): try file.read(name)
        }
    }

    private static func contents(of path: String) throws(UpkeepError) -> [UInt8] {
        do throws(SystemError) {
            let disk = SystemDisk()
            let file = try disk.open(path, .read)
            defer { disk.close(file) }
            let size = try disk.size(of: file)
            guard size <= StillFile.sizeLimit else { throw SystemError(code: EFBIG) }
            return try disk.bytes(of: file, size, at: 0)
        } catch {
            throw .refused(path: path, call: "read", errno: error.code)
        }
    }
}

/// Where the files of a tar file lie.
package struct TarFile: Sendable {
    let path: String
    /// Below the folder that holds the manifest; offset and size in bytes.
    private let places: [String: Range<Int>]

    /// A name in a tar file is at most as long.
    private static let nameLimit = 1 << 16

    init(_ path: String) throws(UpkeepError) {
        do {
            let disk = SystemDisk()
            let file = try disk.open(path, .read)
            defer { disk.close(file) }
            let size = try disk.size(of: file)
            var places: [String: Range<Int>] = [:]
            var offset = 0
            var longName: String?
            var manifest: String?
            while offset < size {
                let block = try disk.bytes(of: file, Tar.blockSize, at: offset)
                // Blocks of zeros end the file.
                if block.allSatisfy({ $0 == 0 }) { break }
                offset += Tar.blockSize
                guard let entry = Tar.Entry(block), entry.size <= size - offset else {
                    throw UpkeepError.noBackup(
                        path: path, reason: "byte \(offset - Tar.blockSize) begins no file of a tar file")
                }
                if entry.isLongName {
                    guard entry.size <= Self.nameLimit else {
                        throw UpkeepError.noBackup(path: path, reason: "a name of \(entry.size) bytes")
                    }
                    longName = entry.longName(try disk.bytes(of: file, entry.size, at: offset)) ?? longName
                } else {
                    let name = longName ?? entry.name
                    longName = nil
                    if entry.isFile { places[name] = offset..<offset + entry.size }
                    if entry.isFile, name == Manifest.name || name.hasSuffix("/\(Manifest.name)") { manifest = name }
                }
                offset += entry.size + (Tar.blockSize - entry.size % Tar.blockSize) % Tar.blockSize
            }
            guard let manifest else {
                throw UpkeepError.noBackup(path: path, reason: "no \(Manifest.name) in it")
            }
            let folder = manifest.dropLast(Manifest.name.count)
            self.places = Dictionary(
                places.compactMap {
                    $0.key.hasPrefix(folder) ? (String($0.key.dropFirst(folder.count)), $0.value) : nil
                },
                uniquingKeysWith: { _, last in last })
            self.path = path
        } catch let error as UpkeepError {
            throw error
        } catch {
            throw .refused(path: path, call: "read", errno: (error as? SystemError)?.code ?? EIO)
        }
    }

    func read(_ name: String) throws(UpkeepError) -> [UInt8] {
        guard let place = places[name] else {
            throw .refused(path: "\(path): \(name)", call: "read", errno: ENOENT)
        }
        guard place.count <= StillFile.sizeLimit else {
            throw .refused(path: "\(path): \(name)", call: "read", errno: EFBIG)
        }
        do throws(SystemError) {
            let disk = SystemDisk()
            let file = try disk.open(path, .read)
            defer { disk.close(file) }
            let bytes = try disk.bytes(of: file, place.count, at: place.lowerBound)
            guard bytes.count == place.count else { throw SystemError.inputOutput }
            return bytes
        } catch {
            throw .refused(path: "\(path): \(name)", call: "read", errno: error.code)
        }
    }
}
