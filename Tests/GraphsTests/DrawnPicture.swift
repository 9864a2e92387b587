import Foundation
import FoundationXML

/// A picture in SVG, read back.
final class DrawnPicture: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let attributes: [String: String]
        var text = ""
    }

    /// In the order in which they begin.
    private(set) var elements: [Element] = []
    private var open: [Int] = []

    /// Throws what libxml2 objects to.
    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func parser(
        _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
        attributes: [String: String] = [:]
    ) {
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?) {
        open.removeLast()
    }

    func parser(_: XMLParser, foundCharacters text: String) {
        if let last = open.last { elements[last].text += text }
    }

    func all(_ name: String, class type: String? = nil) -> [Element] {
        elements.filter {
            $0.name == name
                && (type.map(($0.attributes["class"] ?? "").split(separator: " ").map(String.init).contains) ?? true)
        }
    }

    var root: [String: String] { elements.first?.attributes ?? [:] }
    var texts: [String] { elements.filter { ["text", "tspan", "title", "desc"].contains($0.name) }.map(\.text) }
    var paths: [String] { elements.compactMap { $0.attributes["d"] } }

    /// The lines of paths of a class, as points in the path's own units.
    func lines(_ type: String) -> [[(x: Double, y: Double)]] {
        all("path", class: type).flatMap { Self.lines(of: $0.attributes["d"] ?? "") }
    }

    static func lines(of path: String) -> [[(x: Double, y: Double)]] {
        var lines: [[(x: Double, y: Double)]] = []
        var (x, y) = (0.0, 0.0)
        for match in path.matches(of: #/([A-Za-z])([^A-Za-z]*)/#) {
            let numbers = match.output.2.matches(of: #/-?[0-9.]+/#).compactMap { Double($0.output) }
            var rest = numbers[...]
            let isPair = "MmLl".contains(match.output.1)
            while !rest.isEmpty {
                let first = rest.removeFirst()
                let second = isPair ? rest.popFirst() ?? .nan : 0
                switch match.output.1 {
                case "M", "L": (x, y) = (first, second)
                case "m", "l": (x, y) = (x + first, y + second)
                case "h": x += first
                case "H": x = first
                case "v": y += first
                case "V": y = first
                default: break
                }
                if "Mm".contains(match.output.1) {
                    lines.append([(x, y)])
                } else if !lines.isEmpty {
                    lines[lines.count - 1].append((x, y))
                }
            }
        }
        return lines
    }
}
