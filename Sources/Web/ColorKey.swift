import Graphs

/// A small square in a colour of graphs, for words that explain it.
enum ColorKey {
    static func html(_ color: GraphColor) -> HTML {
        """
        <svg class="key s-\(color.rawValue)" viewBox="0 0 10 10" aria-hidden="true"><path d="M0 0h10v10H0z"/></svg>
        """
    }
}
