import Archive
import MetricModel

/// Everything that a plan asked of an archive, by series and time.
struct FetchedTable {
    /// What was asked: a series, so many seconds before the graph's time.
    struct Key: Hashable {
        let series: Series
        let shift: Int
    }

    /// A metric's rows, of which the first begins at `start`.
    struct Rows {
        let values: [Double]
        let start: Int
        let step: Int
    }

    /// What an archive said about a series.
    private enum Answer {
        case rows(Fetched)
        case nothing
        case failure(String)

        var rows: Fetched? {
            if case .rows(let rows) = self { rows } else { nil }
        }

        /// Throws where the archive cannot be asked at all.
        init(_ result: Result<Fetched, any Error>) throws {
            do {
                self = .rows(try result.get())
            } catch ArchiveError.noSuchSeries {
                self = .nothing
            } catch let error as ArchiveError {
                throw error
            } catch {
                self = .failure("\(error)")
            }
        }
    }

    private var answers: [Key: Answer] = [:]
    private let needs: [GraphLine.Need]

    /// So many series are asked for at a time: other readers, and rows to be written, wait some milliseconds for them.
    private static let width = 64

    /// Fetches each series once, a few at a time.
    init(_ plan: GraphPlan, from source: some History) async throws {
        needs = plan.lines.flatMap(\.needs)
        var wanted: [Key: (columns: Set<String>, hasPeaks: Bool)] = [:]
        var order: [Key] = []
        for need in needs {
            for metric in need.value.metrics {
                guard let series = need.origin.file(of: metric) else { continue }
                let key = Key(series: series, shift: need.shift)
                if wanted[key] == nil { order.append(key) }
                wanted[key, default: ([], false)].columns.formUnion(need.origin.columns(of: metric))
                if need.peak == metric { wanted[key]?.hasPeaks = true }
            }
        }
        let time = plan.request.time
        let pixel = time.secondsPerPixel(plan.request.size)
        var rest = order.filter { $0.shift < time.from }[...]
        while !rest.isEmpty {
            try Task.checkCancellation()
            let keys = rest.prefix(Self.width)
            rest = rest.dropFirst(Self.width)
            let queries = keys.map { key in
                let (columns, hasPeaks) = wanted[key, default: ([], false)]
                return Query(
                    key.series, columns: columns.sorted(), from: time.from - key.shift,
                    to: time.to - key.shift, resolution: pixel, wantsHighest: hasPeaks)
            }
            for (key, result) in zip(keys, await source.fetch(queries)) { answers[key] = try Answer(result) }
        }
    }

    /// The longest row among those of the graph's own time, in seconds; nil if there is nothing.
    var step: Int? { own.map(\.step).max() }

    /// What the coarsest of them is.
    var consolidation: Consolidation { own.max { $0.step < $1.step }?.consolidation ?? .average }

    private var own: [Fetched] { answers.compactMap { $0.key.shift == 0 ? $0.value.rows : nil } }

    /// The rows of a metric; nil if it is not kept.
    func rows(of metric: MetricName, at origin: Origin, shift: Int) -> Rows? {
        guard let series = origin.file(of: metric), let table = answers[Key(series: series, shift: shift)]?.rows,
            let values = origin.values(of: metric, in: { table.kept($0) })
        else { return nil }
        return Rows(values: values, start: table.start + shift, step: table.step)
    }

    /// The highest values of a metric; nil if they are not kept, or the rows are the finest there are.
    func peaks(of metric: MetricName, at origin: Origin) -> Rows? {
        guard let series = origin.file(of: metric), let table = answers[Key(series: series, shift: 0)]?.rows,
            let highest = table.highest,
            let values = origin.values(of: metric, in: { table.missing.contains($0) ? nil : table.highest(of: $0) })
        else { return nil }
        return Rows(values: values, start: highest.start, step: highest.step)
    }

    /// Of so many series at most is asked whether there are finer rows.
    private static let maximumFiner = 12

    /// Whether the range's last row, of which nothing is known, has finer rows in it that are: it is still being made, or
    /// the host is younger than half of it.
    func hasFinerRows(thanStep step: Int, _ request: GraphRequest, from source: some History) async -> Bool {
        let from = max(request.time.from, request.time.to - step)
        var asked: Set<Series> = []
        for need in needs where need.shift == 0 {
            for metric in need.value.metrics {
                guard asked.count < Self.maximumFiner, let series = need.origin.file(of: metric),
                    let coarse = answers[Key(series: series, shift: 0)]?.rows, asked.insert(series).inserted,
                    let fine = try? await source.fetch(
                        Query(series, from: from, to: request.time.to, resolution: 0)), fine.step < coarse.step,
                    let values = need.origin.values(of: metric, in: { fine[$0] })
                else { continue }
                if values.contains(where: { !$0.isNaN }) { return true }
            }
        }
        return false
    }

    /// What could not be read, then what is not kept, each once.
    var complaints: [String] {
        var seen: Set<String> = []
        var failures: [String] = []
        var missing: [String] = []
        for need in needs where need.shift == 0 {
            for metric in need.value.metrics where rows(of: metric, at: need.origin, shift: 0) == nil {
                let answer = need.origin.file(of: metric).flatMap { answers[Key(series: $0, shift: 0)] }
                if case .failure(let reason) = answer { failures.append(reason) }
                let subject = metric.instance.map { "\(metric.subject)@\($0)" } ?? metric.subject.text
                let what = answer?.rows != nil ? metric.description : subject
                missing.append("\(need.origin.name) has no history of \(what)")
            }
        }
        return (failures + missing).filter { seen.insert($0).inserted }
    }
}

extension Fetched {
    /// The rows of a column; nil if no file has it.
    fileprivate func kept(_ column: String) -> [Double]? { missing.contains(column) ? nil : self[column] }
}

extension Origin {
    fileprivate var name: String {
        switch self {
        case .host(let host): host.name.text
        case .totals(let group, _): group.text
        }
    }
}
