import Foundation

/// A refusal of the system.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let code: CInt

    package init(code: CInt) {
        self.code = code
    }

    package var description: String { systemMessage(code) }

    /// The call is to be made again.
    static let interrupted = EINTR
    static let inputOutput = SystemError(code: EIO)
    static let missing = SystemError(code: ENOENT)
}

/// The system's words for an error number.
func systemMessage(_ code: CInt) -> String {
    String(cString: strerror(code))
}
