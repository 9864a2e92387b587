package import Foundation

/// Which graph of what, for which time, and how large.
package struct GraphRequest: Sendable, Equatable {
    package let definition: GraphDefinition
    package let subject: GraphSubject
    package let time: TimeRange
    package let size: GraphSize
    /// Whose days and hours the axis of time and the caption have; data is in UTC.
    package let zone: TimeZone
    package let options: GraphOptions

    package init(
        _ definition: GraphDefinition, of subject: GraphSubject, time: TimeRange, size: GraphSize = GraphSize(),
        zone: TimeZone = .gmt, options: GraphOptions = GraphOptions()
    ) {
        self.definition = definition
        self.subject = subject
        self.time = time
        self.size = size
        self.zone = zone
        self.options = options
    }
}

/// The size of a whole picture, in pixels of a PNG or points of a PDF.
package struct GraphSize: Sendable, Hashable {
    package let width, height: Int

    package static let widths = 120...4000
    package static let heights = 60...2000

    /// The nearest size that can be drawn.
    package init(width: Int = 800, height: Int = 300) {
        self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
        self.height = min(max(height, Self.heights.lowerBound), Self.heights.upperBound)
    }

    /// Parses `800x300`; nil if it is anything else, or cannot be drawn.
    package init?(_ text: String) {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]), Self.widths ~= width,
            Self.heights ~= height
        else { return nil }
        self.init(width: width, height: height)
    }
}
