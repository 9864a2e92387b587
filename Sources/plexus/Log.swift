import Foundation
import Logging

/// Logs one line an event to standard error, as a service manager wants it: it has the time itself.
struct LineLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let level = event.level > .info ? "\(event.level): " : ""
        FileHandle.standardError.write(Data("plexus: \(level)\(event.message)\n".utf8))
    }
}

extension Logger {
    /// The log of a long-running command.
    static func standardError(verbose: Bool) -> Logger {
        var logger = Logger(label: "plexus") { _ in LineLog() }
        logger.logLevel = verbose ? .debug : .info
        return logger
    }
}
