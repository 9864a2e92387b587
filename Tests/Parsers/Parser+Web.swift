import Foundation
import Graphs
import Web

extension Parser {
    /// What stands in addresses, and what is sent to them.
    static let web: [Parser] = [
        Parser("web-query") { bytes in
            guard let text = text(of: bytes) else { return false }
            do throws(WebError) {
                let query = try QueryString(parsing: text)
                return query.pairs.count <= QueryString.maximumPairs
            } catch {
                return error.description.isEmpty
            }
        },
        Parser("web-graph-query") { bytes in
            guard let text = text(of: bytes) else { return false }
            do throws(WebError) {
                let range = try PageRange(try TimeQuery(parsing: text), now: now, zone: .gmt)
                return range.time.from < range.time.to
            } catch {
                return error.description.isEmpty
            }
        },
        Parser("web-ganglia-query") { bytes in
            readsQuery(bytes) { (query) throws(WebError) in _ = try GangliaQuery(query, now: now, zone: .gmt) }
        },
        Parser("web-event") { bytes in
            let document = bytes.withUnsafeBufferPointer { Array($0) }
            do throws(WebError) {
                return try NewEvent(parsing: document, now: now, zone: .gmt).text.isEmpty == false
            } catch {
                return error.description.isEmpty
            }
        },
        Parser("web-base") { bytes in text(of: bytes).map { (try? WebBase(parsing: $0)) != nil } ?? false },
    ]

    private static let now = 1_795_000_000

    private static func text(of bytes: Span<UInt8>) -> String? {
        String(validating: bytes.withUnsafeBufferPointer { Array($0) }, as: UTF8.self)
    }

    private static func readsQuery(
        _ bytes: Span<UInt8>, _ read: (QueryString) throws(WebError) -> Void
    ) -> Bool {
        guard let text = text(of: bytes) else { return false }
        do throws(WebError) {
            try read(try QueryString(parsing: text))
            return true
        } catch {
            return error.description.isEmpty
        }
    }
}
