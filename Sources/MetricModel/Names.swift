/// Text that has been checked once, at the door, and can be trusted afterwards: as a file name, on a page, in a log.
///
/// Every name is valid UTF-8, between one byte and its type's limit long, without control or invisible formatting
/// characters, and does not begin with a dot, so that no name can leave its folder, hide in it, or break a line.
package protocol Name: Hashable, Sendable, Comparable, CustomStringConvertible, Codable {
    /// The name as it was given.
    var text: String { get }
    /// The longest name of this type in bytes of UTF-8.
    static var limit: Int { get }
    /// Whether this type of name may hold the character, beyond what every name may hold.
    static func allows(_ scalar: Unicode.Scalar) -> Bool
    /// Takes text that `Name.isValid` has accepted.
    init(valid text: String)
}

extension Name {
    /// The name, or nil if the text breaks a rule of its type.
    package init?(_ text: String) {
        guard Self.isValid(text) else { return nil }
        self.init(valid: text)
    }

    /// The name in bytes that came from outside, or nil if they are not UTF-8 or break a rule of the type.
    package init?(utf8 bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.limit, let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.init(text)
    }

    /// A name written in this program's source.
    ///
    /// - Precondition: the text is valid.
    package init(literal: StaticString) {
        let text = literal.description
        precondition(Self.isValid(text), "not a valid name")
        self.init(valid: text)
    }

    /// Whether the text may become a name of this type.
    package static func isValid(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= limit, text.utf8.first != UInt8(ascii: ".") else { return false }
        return text.unicodeScalars.allSatisfy { !$0.isInvisible && allows($0) }
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let name = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is not a valid \(Self.self)"))
        }
        self = name
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Unicode.Scalar {
    /// Control characters, line separators, and the marks that turn or hide the text around them.
    ///
    /// The joiners U+200C and U+200D are letters' business in several scripts, and stay.
    fileprivate var isInvisible: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// One of `[a-z0-9_]`.
    fileprivate var isIdentifier: Bool {
        switch self {
        case "a"..."z", "0"..."9", "_": true
        default: false
        }
    }
}

/// The name of a host, unique in its cluster; becomes a folder.
package struct HostName: Name {
    package let text: String
    package static let limit = 180
    package static func allows(_ scalar: Unicode.Scalar) -> Bool { scalar != "/" }
    package init(valid text: String) { self.text = text }
}

/// The name of a group or of a cluster, which is a group too; becomes a folder.
package struct GroupName: Name {
    package let text: String
    package static let limit = 180
    package static func allows(_ scalar: Unicode.Scalar) -> Bool { scalar != "/" }
    package init(valid text: String) { self.text = text }
}

/// What a subject has several of: a device, an interface, a mount point; percent-encoded in file names.
package struct InstanceName: Name {
    package let text: String
    package static let limit = 180
    package static func allows(_ scalar: Unicode.Scalar) -> Bool { true }
    package init(valid text: String) { self.text = text }
}

/// What is measured: `cpu`, `disk`, `network`; becomes a file.
package struct SubjectName: Name {
    package let text: String
    package static let limit = 32
    package static func allows(_ scalar: Unicode.Scalar) -> Bool { scalar.isIdentifier }
    package init(valid text: String) { self.text = text }
}

/// One figure of a subject: `user`, `read_bytes`; becomes a column, whose name RRDtool limits to 19 bytes, four of
/// which group files need for `_sum`, `_max` and `_num`.
package struct FieldName: Name {
    package let text: String
    package static let limit = 15
    package static func allows(_ scalar: Unicode.Scalar) -> Bool { scalar.isIdentifier }
    package init(valid text: String) { self.text = text }
}
