package import Foundation

/// When events happened: a bar for each part of a time, as high as there were many.
package struct EventStrip: Sendable {
    /// What people and programs told, and what was noticed without them.
    package let told, noticed: [EventMark]
    package let time: TimeRange
    package let zone: TimeZone

    private static let barWidth = 8.0
    private static let plotHeight = 44.0

    package init(told: [EventMark], noticed: [EventMark], time: TimeRange, zone: TimeZone) {
        (self.told, self.noticed, self.time, self.zone) = (told, noticed, time, zone)
    }

    /// The picture; an event that lasts counts where it began, or where the time begins.
    ///
    /// - `width`: in pixels.
    package func text(width: Int, as form: SVGForm) -> String {
        let box = PlotBox(left: 12, top: 8, width: max(24, Double(width) - 24), height: Self.plotHeight)
        let clock = ZoneClock(zone, over: time)
        let count = max(1, Int(box.width / Self.barWidth))
        let (told, noticed) = (counts(of: told, in: count), counts(of: noticed, in: count))
        let highest = zip(told, noticed).map(+).max() ?? 0
        var out = SVGWriter(capacity: 8192)
        let root = SVGRoot(
            form: form, width: width, height: Int(box.bottom) + 34, title: "Events",
            sentence: sentence(highest, told, noticed, clock), colors: ["s-blue", "s-grey"])
        root.open(&out)
        let bar = box.width / Double(count)
        for part in 0..<count where told[part] + noticed[part] > 0 {
            let x = box.left + Double(part) * bar
            out += "<g>"
            out.title(words(part, count, told[part], noticed[part], clock))
            var bottom = box.bottom
            for (number, color) in [(told[part], GraphColor.blue), (noticed[part], .grey)] where number > 0 {
                // One among many shall be seen.
                let height = max(4, box.height * Double(number) / Double(max(highest, 4)))
                out += "<rect"
                out.attribute("class", "gq s-\(color.rawValue)")
                out.attribute("x", x + 0.5)
                out.attribute("y", max(0, bottom - height))
                out.attribute("width", bar - 1)
                out.attribute("height", height)
                out += "/>"
                bottom -= height
            }
            out += "</g>\n"
        }
        let columns = PixelColumns(box: box, time: time, start: time.from, step: 1)
        var base = PathPen()
        base.move(to: PathPen.Point(x: 2 * box.left, y: 2 * box.bottom))
        base.corner(at: PathPen.Point(x: 2 * box.right, y: 2 * box.bottom))
        out += "<g class=\"gp\" transform=\"scale(.5)\">"
        out.path("ga", base)
        out += "</g>\n"
        TimeAxis(time, clock, width: box.width, letter: SVGLayout.letter)
            .drawLabels(columns, width: Double(width), hasSpans: true, &out)
        root.close(&out)
        return out.string
    }

    private func counts(of marks: [EventMark], in count: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: count)
        let length = max(1, time.to - time.from)
        for mark in marks where mark.start <= time.to && (mark.end ?? mark.start) >= time.from {
            counts[min(count - 1, (max(mark.start, time.from) - time.from) * count / length)] += 1
        }
        return counts
    }

    /// The moment at which a part begins.
    private func start(_ part: Int, _ count: Int) -> Int { time.from + (time.to - time.from) * part / count }

    private func words(_ part: Int, _ count: Int, _ told: Int, _ noticed: Int, _ clock: ZoneClock) -> String {
        let (from, to) = (clock.local(start(part, count)), clock.local(start(part + 1, count)))
        let end = to.date == from.date ? to.clock : "\(to.date) \(to.clock)"
        return "\(from.date) \(from.clock) – \(end): \(told) told, \(noticed) noticed"
    }

    private func sentence(_ highest: Int, _ told: [Int], _ noticed: [Int], _ clock: ZoneClock) -> String {
        let (toldCount, noticedCount) = (told.reduce(0, +), noticed.reduce(0, +))
        guard highest > 0, let part = told.indices.first(where: { told[$0] + noticed[$0] == highest }) else {
            return "No event in \(time.text(in: zone))"
        }
        return "\(toldCount) events told and \(noticedCount) noticed in \(time.text(in: zone)), most at "
            + words(part, told.count, told[part], noticed[part], clock)
    }
}
