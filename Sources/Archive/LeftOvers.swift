import Foundation

/// Files that librrd was creating when the process was killed: the name to be and six random characters.
enum LeftOvers {
    /// What a restored file's name ends in until it is put in its place: as if librrd had chosen it.
    static let restored = "beside"

    /// Removes them and returns how many there were.
    ///
    /// Walks the whole tree: about a tenth of a second for 60,000 files.
    static func sweep(_ layout: ArchiveLayout) -> Int {
        guard let files = FileManager.default.enumerator(atPath: layout.root) else { return 0 }
        var swept = 0
        for case let path as String in files where isLeftOver(path) {
            if unlink(layout.root + "/" + path) == 0 { swept += 1 }
        }
        return swept
    }

    static func isLeftOver(_ path: String) -> Bool {
        let ending = path.utf8.suffix(6)
        return path.dropLast(6).hasSuffix(".rrd")
            && ending.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: false
                }
            }
    }
}
