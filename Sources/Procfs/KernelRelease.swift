/// The numbers a kernel's release begins with: 5.14 of `5.14.0-427.el9`.
package struct KernelRelease: Sendable, Comparable {
    package let major, minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Nil if the text does not begin with two numbers.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, let major = Int(parts[0]) else { return nil }
        guard let minor = Int(parts[1].prefix { $0.isASCIIDigit }) else { return nil }
        self.init(major, minor)
    }

    /// The host's; nil if it does not tell.
    ///
    /// Allocates.
    package init?(_ proc: ProcRoot) {
        var file = proc.file("sys/kernel/osrelease")
        guard let line = firstLine(of: &file) else { return nil }
        self.init(line)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
