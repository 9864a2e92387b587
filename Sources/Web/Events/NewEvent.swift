import Aggregator
package import Foundation
import Graphs
import MetricModel

/// An event as a request tells it, before the hosts and groups have been looked up.
package struct NewEvent: Equatable {
    package let text: String
    /// Seconds since 1970.
    package let start: Int64
    package let end: Int64?
    package let hosts: [String]
    package let groups: [String]
    package let source: String

    private static let keys = ["text", "start", "end", "hosts", "groups", "source"]

    /// Reads a JSON object; throws ``WebError`` where a field is missing, unknown, or not what it should be.
    ///
    /// - `now`: seconds since 1970, which is the start unless told.
    /// - `zone`: whose days and hours are meant.
    package init(parsing bytes: [UInt8], now: Int, zone: TimeZone) throws(WebError) {
        guard let fields = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] else {
            throw Self.wrong("a JSON object", "something else")
        }
        if let unknown = fields.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            let nearest = Spelling.nearest(to: unknown, among: Self.keys).map { "did you mean \($0)?" }
            throw .badRequest(
                "there is no field \"\(unknown.prefix(40))\"",
                hint: nearest ?? "the fields are \(Self.keys.joined(separator: ", "))")
        }
        text = try Self.words(fields["text"], "text", limit: RecordedEvent.textLimit)
        let teller = fields["source"] ?? NSNull()
        source = teller is NSNull ? "api" : try Self.words(teller, "source", limit: RecordedEvent.sourceLimit)
        guard source != RecordedEvent.ownSource else {
            throw Self.wrong("source: another name than \(source), which is the server's own", source)
        }
        start = try Self.moment(fields["start"], "start", now, zone) ?? Int64(now)
        end = try Self.moment(fields["end"], "end", now, zone)
        if let end, end < start { throw Self.wrong("end: a time that is not before the start", "an earlier one") }
        hosts = try Self.names(fields["hosts"], "hosts")
        groups = try Self.names(fields["groups"], "groups")
    }

    private static func words(_ value: Any?, _ key: String, limit: Int) throws(WebError) -> String {
        guard let text = value as? String, 1...limit ~= text.utf8.count,
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }),
            text.contains(where: { !$0.isWhitespace })
        else { throw wrong("\(key): 1 to \(limit) bytes of text on one line", value) }
        return text
    }

    private static func moment(_ value: Any?, _ key: String, _ now: Int, _ zone: TimeZone) throws(WebError) -> Int64? {
        switch value {
        case nil, is NSNull: return nil
        case let text as String:
            do {
                return Int64(try TimeText.moment(text, now: now, zone: zone))
            } catch {
                throw .badRequest("\(key): \(error)", hint: "try \"now-10min\"")
            }
        case let number as NSNumber:
            // Both ends that ``TimeText`` takes too.
            guard let seconds = Int(exactly: number.doubleValue.rounded(.down)),
                315_532_800...253_402_300_799 ~= seconds
            else { throw wrong("\(key): seconds since 1970, or a time as now-10min", value) }
            return Int64(seconds)
        default: throw wrong("\(key): seconds since 1970, or a time as now-10min", value)
        }
    }

    private static func names(_ value: Any?, _ key: String) throws(WebError) -> [String] {
        guard let value, !(value is NSNull) else { return [] }
        guard let names = value as? [String], names.count <= RecordedEvent.subjectLimit else {
            throw wrong("\(key): a list of at most \(RecordedEvent.subjectLimit) names", value)
        }
        return names
    }

    private static func wrong(_ expected: String, _ found: Any?) -> WebError {
        let words = found.map { "\"\("\($0)".prefix(60))\"" } ?? "nothing"
        return .badRequest(
            "\(expected.contains(":") ? "" : "expected ")\(expected.replacing(": ", with: ": expected ")), found \(words)",
            hint: #"try {"text": "deploy 42", "hosts": ["web1"]}"#)
    }
}
