/// Draws lines as SVG paths in as few bytes as it can.
///
/// It counts in half pixels and writes relative moves in whole numbers, for which the path stands in a group of half the
/// scale. A point is left out if the line without it runs past it, and past all others that were left out, at less than
/// half a pixel: so no peak loses more than that.
struct PathPen {
    /// Half pixels of the picture.
    struct Point: Equatable {
        var x, y: Double

        /// In whole numbers; a cast is much cheaper than a call, and no point is left of or above the picture.
        var rounded: (x: Int, y: Int) { (Int(x + 0.5), Int(y + 0.5)) }
    }

    /// How far a line may run from a point that it leaves out, in half pixels.
    static let tolerance = 0.9

    private var writer = SVGWriter(capacity: 2048)
    /// Where the path is, as it is written.
    private var x = 0, y = 0
    private var command = UInt8(ascii: " ")
    /// The last point that was written, as it was told; the next is chosen in view of it.
    private var anchor = Point(x: 0, y: 0)
    /// The newest point, not yet written.
    private var candidate: Point?
    /// Which slopes pass all points since the anchor.
    private var steepest = Double.infinity, flattest = -Double.infinity

    /// The commands, for an attribute `d`; empty if nothing was drawn.
    consuming func finished() -> SVGWriter {
        finishLine()
        return writer
    }

    /// Begins a line.
    mutating func move(to point: Point) {
        finishLine()
        (x, y) = point.rounded
        writer += "M"
        writer.number(x)
        separate(y)
        command = UInt8(ascii: "M")
        begin(at: point)
    }

    /// Goes on to a point, or past it where the difference can't be seen.
    mutating func line(to point: Point) {
        guard let candidate else {
            turn(point)
            return
        }
        if point.x > anchor.x, candidate.x > anchor.x {
            let slope = (point.y - anchor.y) / (point.x - anchor.x)
            if flattest <= slope, slope <= steepest {
                narrow(to: point)
                self.candidate = point
                return
            }
        } else if point == candidate {
            return
        }
        write(candidate)
        begin(at: candidate)
        turn(point)
    }

    /// Goes on to a corner that is never left out.
    mutating func corner(at point: Point) {
        finishLine()
        write(point)
        begin(at: point)
    }

    /// Ends the line where it began.
    mutating func close() {
        finishLine()
        writer += "z"
        command = UInt8(ascii: "z")
    }

    /// A box whose corners are given.
    mutating func box(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
        move(to: Point(x: left, y: top))
        corner(at: Point(x: right, y: top))
        corner(at: Point(x: right, y: bottom))
        corner(at: Point(x: left, y: bottom))
        close()
    }

    private mutating func begin(at point: Point) {
        anchor = point
        candidate = nil
        (steepest, flattest) = (.infinity, -.infinity)
    }

    private mutating func turn(_ point: Point) {
        candidate = point
        if point.x > anchor.x { narrow(to: point) }
    }

    private mutating func narrow(to point: Point) {
        let width = point.x - anchor.x
        steepest = min(steepest, (point.y + Self.tolerance - anchor.y) / width)
        flattest = max(flattest, (point.y - Self.tolerance - anchor.y) / width)
    }

    private mutating func finishLine() {
        if let candidate { write(candidate) }
        candidate = nil
    }

    private mutating func write(_ point: Point) {
        let (newX, newY) = point.rounded
        let (dx, dy) = (newX - x, newY - y)
        (x, y) = (newX, newY)
        switch (dx, dy) {
        case (0, 0): return
        case (_, 0):
            begin(UInt8(ascii: "h"), dx)
        case (0, _):
            begin(UInt8(ascii: "v"), dy)
        default:
            begin(UInt8(ascii: "l"), dx)
            separate(dy)
        }
    }

    /// A command's first number; the command itself only where it is another than before.
    private mutating func begin(_ letter: UInt8, _ number: Int) {
        if command == letter {
            separate(number)
        } else {
            writer.markup(letter)
            command = letter
            writer.number(number)
        }
    }

    private mutating func separate(_ number: Int) {
        if number >= 0 { writer.markup(UInt8(ascii: " ")) }
        writer.number(number)
    }
}

extension PathPen {
    /// A line through all points.
    mutating func draw(_ points: [Point]) {
        guard let first = points.first else { return }
        move(to: first)
        for point in points.dropFirst() { line(to: point) }
    }
}
