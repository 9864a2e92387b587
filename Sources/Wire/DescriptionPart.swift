/// A run of the bytes of a description, which may be longer than one datagram holds.
package struct DescriptionPart: Sendable, Equatable {
    package let id: DefinitionID
    /// The length of the whole description.
    package let total: Int
    /// Where these bytes belong.
    package let offset: Int
    package let bytes: [UInt8]

    package init(id: DefinitionID, total: Int, offset: Int, bytes: [UInt8]) {
        self.id = id
        self.total = total
        self.offset = offset
        self.bytes = bytes
    }
}
