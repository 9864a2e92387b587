import Testing

/// How a page is looked at.
struct BrowserLook: Sendable, CustomTestStringConvertible {
    var isDark = false
    /// In CSS pixels.
    var width = 1280
    var runsScripts = true

    static let light = BrowserLook()
    static let dark = BrowserLook(isDark: true)
    static let phone = BrowserLook(width: 360)
    static let withoutScript = BrowserLook(runsScripts: false)

    var testDescription: String {
        "\(isDark ? "dark" : "light"), \(width) px\(runsScripts ? "" : ", without script")"
    }
}
