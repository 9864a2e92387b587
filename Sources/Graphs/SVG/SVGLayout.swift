import MetricModel

/// What stands where in a drawn graph.
struct SVGLayout {
    let width, height: Double
    /// Whether there is nothing but the plot: in a thumbnail.
    let isBare: Bool
    let box: PlotBox
    let axis: ValueAxis
    let title: String
    let captions: [String]
    let legend: SVGLegend
    /// Whether the unit has a line of its own over the axis; it stands at the right of the title otherwise.
    let hasUnitLine: Bool
    /// Whether a second line under the axis of time says what day it is.
    let hasSpans: Bool

    /// About the widest that a letter is in the usual fonts, in pixels.
    static let letter = 6.7
    static let titleLetter = 8.2
    static let margin = 12.0
    static let rowHeight = 16.0
    static let captionHeight = 14.0
    /// From the plot to the numbers at its left.
    static let labelGap = 7.0

    /// - `form`: in a page there is no need to say of whom and of which time the graph is.
    /// - `isLive`: whether the range reaches the present.
    init(_ data: GraphData, _ stacked: StackedValues, _ statistics: [SeriesStatistics], form: SVGForm, isLive: Bool) {
        let size = data.request.size
        (width, height) = (Double(size.width), Double(size.height))
        isBare = size.height < 100 || size.width < 200
        func axis(_ height: Double) -> ValueAxis {
            ValueAxis(
                lowest: stacked.lowest, highest: stacked.highest, limits: data.limits, unit: data.unit,
                base: data.base, most: max(1, Int(height / 28)))
        }
        if isBare {
            self.axis = axis(height)
            box = PlotBox(left: 0, top: 2, width: width, height: height - 3)
            (self.title, captions, hasUnitLine, hasSpans) = ("", [], false, false)
            legend = .none
            return
        }
        hasUnitLine = height >= 200 && !axis(height).symbol.isEmpty
        hasSpans = height >= 140
        let top = hasUnitLine ? 46.0 : 34
        let below = hasSpans ? 34.0 : 21
        let spare = height - top - below
        let letters = max(1, Int((width - 2 * Self.margin) / Self.letter))
        let wrapped = LegendLayout.wrap(form == .standalone ? data.caption : data.briefCaption, letters)
        captions = Array(wrapped.prefix(max(0, Int((spare - max(40, height * 0.4)) / Self.captionHeight))))
        let captionSpace = captions.isEmpty ? 4 : Double(captions.count) * Self.captionHeight + 8
        let room = spare - captionSpace
        legend = SVGLegend(
            data, statistics, width: width - 2 * Self.margin,
            comfortable: min(room * 0.42, room - 60), most: min(room * 0.5, room - 50), beside: room, isLive: isLive)
        let plotHeight = max(20, room - (legend.isBeside ? 0 : legend.height))
        self.axis = axis(plotHeight)
        let labels = self.axis.ticks.map { DisplayWidth.cells($0.label) }.max() ?? 1
        let left = max(30, Double(labels) * Self.letter + Self.labelGap + 8)
        let right = legend.isBeside ? legend.width + 2.2 * Self.margin : 0
        box = PlotBox(left: left, top: top, width: max(20, width - left - 18 - right), height: plotHeight)
        let unit = hasUnitLine ? 0 : Double(DisplayWidth.cells(self.axis.symbol) + 2) * Self.letter
        self.title = TextLimit.shorten(
            form == .standalone ? data.title : data.heading,
            to: max(4, Int((width - 2 * Self.margin - unit) / Self.titleLetter)))
    }
}
