/// Why the browser did not do what a test asked of it.
struct BrowserError: Error, CustomStringConvertible {
    let description: String
}
