/// The mark: four nodes on one line of traffic.
package enum Favicon {
    /// As a picture of its own.
    package static let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\(shapes)</svg>
        """

    /// As part of a page.
    static let mark = HTML(stringLiteral: "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\">\(shapes)</svg>")

    private static let shapes = """
        <path d="M4 17 9.5 8l5 7L20 6" fill="none" stroke="#0072B2" stroke-width="2" stroke-linejoin="round"/>\
        <circle cx="4" cy="17" r="2.6" fill="#009E73"/><circle cx="9.5" cy="8" r="2.6" fill="#56B4E9"/>\
        <circle cx="14.5" cy="15" r="2.6" fill="#E69F00"/><circle cx="20" cy="6" r="2.6" fill="#D55E00"/>
        """
}
