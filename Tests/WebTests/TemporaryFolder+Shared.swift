import Foundation
import Synchronization
import TestKit

extension TemporaryFolder {
    private static let kept = Mutex<TemporaryFolder?>(nil)

    /// One that all tests share, gone when the process ends.
    static func untilExit() throws -> String {
        let folder = try TemporaryFolder()
        kept.withLock { $0 = folder }
        atexit { TemporaryFolder.kept.withLock { $0 = nil } }
        return folder.path
    }
}
