/// Where values from outside come from.
package enum InputKind: String, Sendable, CaseIterable {
    /// A file `NAME.prom` in the Prometheus text format.
    case text
    /// A program that prints the Prometheus text format.
    case script
    /// A Nagios plug-in.
    case plugin
}

/// Which folders are looked into; nil for none.
package struct InputFolders: Sendable, Equatable {
    package var text, scripts, plugins: String?

    package init() {}

    package var isEmpty: Bool { text == nil && scripts == nil && plugins == nil }
}

/// What keeps inputs from harming anything else.
package struct InputLimits: Sendable {
    /// Seconds between two runs of a program, unless its name says otherwise.
    package var period = 60
    /// Seconds between two looks at a file, and into folders.
    package var textPeriod = 15
    /// Seconds that a run may take.
    package var patience = 10
    /// Seconds between asking a program to end and ending it.
    package var grace = 1
    /// Programs that run at once.
    package var atOnce = 4
    /// Inputs of each folder.
    package var inputs = 64
    /// Values of each input.
    package var values = 1000
    /// Values of all inputs together.
    package var allValues = 2000
    /// Bytes of an answer or a file.
    package var bytes = 512 << 10

    package init() {}
}
