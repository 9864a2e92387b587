/// What a text in the Prometheus exposition format says: samples, and what their metrics are.
///
/// A line that breaks the format is left out and counted; the others stay. So is a sample on a last line that has no end,
/// as in a text that was cut short: half a number is never taken for a whole one. Time stamps and exemplars are passed
/// over: a sample is about the moment at which it is read.
package struct PrometheusText: Sendable, Equatable {
    /// In the order of the text, at most as many as were asked for.
    package private(set) var samples: [PrometheusSample] = []
    /// What HELP says, by metric.
    package private(set) var help: [String: String] = [:]
    /// What TYPE says, by metric.
    package private(set) var types: [String: PrometheusType] = [:]
    /// Lines that were left out.
    package private(set) var refused = 0
    /// Why the first of them was.
    package private(set) var firstError: PrometheusError?

    /// The longest line that is looked at, in bytes.
    package static let longestLine = 8192

    /// Takes a text; of more than `limit` samples the rest is refused.
    package init(parsing bytes: Span<UInt8>, limit: Int = 1000) {
        var start = 0
        var number = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            number += 1
            do throws(PrometheusError) {
                let line = PrometheusLine(
                    bytes, start..<end, number: number, isWhole: end < bytes.count, explains: firstError == nil)
                try take(line, limit: limit)
            } catch {
                refused += 1
                firstError = firstError ?? error
            }
            start = end + 1
        }
    }

    private mutating func take(_ line: consuming PrometheusLine, limit: Int) throws(PrometheusError) {
        if samples.count >= limit, line.isSample {
            throw line.error(firstError == nil ? "at most \(limit) samples" : "", "one more")
        }
        switch try line.content() {
        case .nothing: break
        case .help(let name, let text): if help.count < limit { help[name] = text }
        case .type(let name, let type): if types.count < limit { types[name] = type }
        case .sample(let sample): samples.append(sample)
        }
    }
}

/// One number of a metric.
package struct PrometheusSample: Sendable, Equatable {
    package let name: String
    package let labels: [Label]
    /// May be NaN or infinite.
    package let value: Double

    package struct Label: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(_ name: String, _ labels: [Label] = [], _ value: Double) {
        self.name = name
        self.labels = labels
        self.value = value
    }
}

/// What a metric's numbers are.
package enum PrometheusType: String, Sendable {
    case counter, gauge, histogram, summary, untyped
}

/// Why a line was left out.
package struct PrometheusError: Error, Equatable, CustomStringConvertible {
    package let line: Int
    package let expected: String
    package let found: String

    package var description: String { "line \(line): expected \(expected), found \(found)" }
}
