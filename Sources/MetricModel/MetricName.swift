/// One value of a host: `cpu.user`, `disk@sda.read_bytes`, `filesystem@/var/lib.free`.
package struct MetricName: Hashable, Sendable, CustomStringConvertible {
    package let subject: SubjectName
    /// Which device, interface or mount point; nil for the subject as a whole.
    package let instance: InstanceName?
    package let field: FieldName

    package init(subject: SubjectName, instance: InstanceName? = nil, field: FieldName) {
        self.subject = subject
        self.instance = instance
        self.field = field
    }

    /// Parses `subject.field` or `subject@instance.field`; nil if a part is missing or not valid.
    ///
    /// The instance runs from the first `@` to the last dot, so that it may hold both itself.
    package init?(_ text: String) {
        // Bytes, not characters: an instance may begin with an accent, which would make one character with the "@".
        let bytes = text.utf8
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")),
            let field = FieldName(String(text[bytes.index(after: dot)...]))
        else { return nil }
        let front = text[..<dot]
        if let at = front.utf8.firstIndex(of: UInt8(ascii: "@")) {
            guard let subject = SubjectName(String(front[..<at])),
                let instance = InstanceName(String(front[bytes.index(after: at)...]))
            else { return nil }
            self.init(subject: subject, instance: instance, field: field)
        } else {
            guard let subject = SubjectName(String(front)) else { return nil }
            self.init(subject: subject, field: field)
        }
    }

    package var description: String {
        if let instance { "\(subject)@\(instance).\(field)" } else { "\(subject).\(field)" }
    }
}
