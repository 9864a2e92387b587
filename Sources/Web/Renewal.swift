import HTTPTypes
import Hummingbird
import MetricModel

/// A page's script asks for what is new in the page: one request for all, answered with the parts that have changed.
///
/// The script names the parts that somebody looks at, each with the version that it has: `load=3f2a tiles=91bc`. See
/// docs/decisions/0012.
struct Renewal: Sendable {
    /// The renewal that is being answered; nil while whole pages are.
    @TaskLocal static var current: Renewal?

    /// The header of such a request.
    static let header = HTTPField.Name("Plexus-Parts")

    /// The versions that the page has, by the names of their parts.
    let versions: [String: Substring]

    /// A page has fewer, and whoever asks for more need not be answered in full.
    private static let maximumParts = 100

    /// - `request`: nil is made of one that asks for a whole page.
    init?(_ request: Request) {
        guard let name = Self.header, let text = request.headers[name] else { return nil }
        versions = text.split(separator: " ", maxSplits: Self.maximumParts).prefix(Self.maximumParts)
            .reduce(into: [:]) { versions, part in
                guard let sign = part.lastIndex(of: "=") else { return }
                versions[Link.decoded(part[..<sign]) ?? String(part[..<sign])] = part[part.index(after: sign)...]
            }
    }

    /// Whether a part is looked at, and so has to be made at all.
    static func wants(_ part: String) -> Bool { current.map { $0.versions[part] != nil } ?? true }

    /// The present in seconds since 1970, the title, and the parts that are not as the page has them.
    func answer(_ page: Page) -> JSON {
        let content = page.html
        let changed = content.parts.filter { name, part in versions[name].map { $0 != part.version } ?? false }
        return .object([
            ("now", .integer(page.freshness.now.seconds)), ("title", .string(page.fullTitle)),
            ("parts", .object(changed.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value.text)) })),
        ])
    }
}

/// A part of a page that changes as time goes by.
package struct RenewedPart: Sendable, Equatable {
    /// FNV-1a of the markup, in hexadecimal.
    let version: String
    /// The element, which says its name and version in `data-part` and `data-version`.
    let text: String
}

extension HTML {
    /// Several elements as one part.
    static func part(_ name: String, _ content: HTML) -> HTML {
        ("<div>\(content)</div>" as HTML).renewed(as: name)
    }

    /// The same, a single element, as a part that the page's script renews by itself.
    ///
    /// - `name`: its own in the page.
    func renewed(as name: String) -> HTML {
        guard let end = text.firstIndex(where: { $0 == " " || $0 == ">" }) else { return self }
        let version = EntityTag(of: text).text
        let marked = """
            \(text[..<end]) data-part="\(HTML.escaped(name))" data-version="\(version)"\(text[end...])
            """
        return HTML(part: RenewedPart(version: version, text: marked), named: name)
    }
}
