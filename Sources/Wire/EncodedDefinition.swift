package import MetricModel

/// A definition as it travels, with the hash of those bytes that names it.
package struct EncodedDefinition: Sendable {
    package let id: DefinitionID
    package let payload: [UInt8]

    /// The longest description that is taken, so that its parts cannot fill a receiver's memory.
    package static let maximumLength = 32_768

    package init(_ definition: Definition) {
        var bytes: [UInt8] = []
        bytes.append(text: definition.subject.text)
        bytes.append(definition.hasInstances ? 1 : 0)
        bytes.append(definition.retention.rawValue)
        bytes.append(varint: UInt64(definition.pace))
        bytes.append(text: definition.title)
        bytes.append(varint: UInt64(definition.fields.count))
        var part: [UInt8] = []
        for field in definition.fields {
            part.removeAll(keepingCapacity: true)
            part.append(text: field.name.text)
            part.append(text: field.unit.symbol)
            part.append(field.kind.rawValue)
            part.append(double: field.range.lowerBound)
            part.append(double: field.range.upperBound)
            part.append(text: field.title)
            part.append(text: field.summary)
            part.append(text: field.flatName ?? "")
            bytes.append(varint: UInt64(part.count))
            bytes.append(contentsOf: part)
        }
        payload = bytes
        id = DefinitionID(hash: FNV1a.hash(bytes))
    }
}

extension EncodedDefinition {
    /// Decodes a description that has been put together from its parts.
    ///
    /// - Returns: nil if a field is of a kind that this version does not know: what its values mean cannot be guessed.
    package static func definition(decoding bytes: Span<UInt8>) throws(WireError) -> Definition? {
        var reader = ByteReader(bytes)
        let subject: SubjectName = try reader.name("subject")
        let flags = try reader.uint8("description flags")
        let retention = Retention(rawValue: try reader.uint8("retention")) ?? .detail
        let paceOffset = reader.offset
        let pace = try reader.varint("pace")
        guard (1...86_400).contains(pace) else {
            throw .invalid(at: paceOffset, expected: "a pace between a second and a day", found: "\(pace) s")
        }
        let title = try reader.text("title")
        let countOffset = reader.offset
        let count = try reader.count("fields", ofAtLeast: 22)
        guard (1...Definition.maximumFields).contains(count) else {
            throw .invalid(at: countOffset, expected: "1 to \(Definition.maximumFields) fields", found: "\(count)")
        }
        var fields: [Field] = []
        fields.reserveCapacity(count)
        var isKnown = true
        for _ in 0..<count {
            let length = try reader.count("bytes of a field")
            var part = try reader.part(length, "field")
            if let field = try field(&part) { fields.append(field) } else { isKnown = false }
        }
        guard isKnown else { return nil }
        let definition = Definition(
            subject: subject, hasInstances: flags & 1 != 0, retention: retention, pace: Int(pace), title: title,
            fields: fields)
        guard Set(fields.map(\.name)).count == fields.count else {
            throw .invalid(at: countOffset, expected: "fields of different names", found: "a name twice")
        }
        return definition
    }

    private static func field(_ reader: inout ByteReader) throws(WireError) -> Field? {
        let name: FieldName = try reader.name("field name")
        let unit = try reader.text("unit")
        let kind = Field.Kind(rawValue: try reader.uint8("kind"))
        let rangeOffset = reader.offset
        let low = try reader.double("lowest value")
        let high = try reader.double("highest value")
        guard low <= high else {
            throw .invalid(at: rangeOffset, expected: "a range", found: "\(low) to \(high)")
        }
        let title = try reader.text("title")
        let summary = try reader.text("summary")
        let flatName = try reader.text("flat name")
        guard let kind else { return nil }
        return Field(
            name: name, unit: Unit(unit), kind: kind, range: low...high, title: title, summary: summary,
            flatName: flatName.isEmpty ? nil : flatName)
    }
}
