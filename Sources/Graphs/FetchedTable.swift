import Archive
import MetricModel

/// Everything that a plan asked of an archive, by series.
struct FetchedTable {
    private var fetched: [Series: Fetched] = [:]
    private let order: [GraphPlan.Line]
    private var failures: [String] = []

    /// Fetches each series once, one after the other.
    init(_ plan: GraphPlan, _ request: GraphRequest, from source: some History) async throws {
        order = plan.lines
        var asked: Set<Series> = []
        for line in plan.lines {
            for file in line.value.metrics.compactMap(line.file(of:)) where asked.insert(file).inserted {
                let query = Query(
                    file, from: request.time.from, to: request.time.to,
                    resolution: request.time.secondsPerPixel(request.size))
                do {
                    fetched[file] = try await source.fetch(query)
                } catch ArchiveError.noSuchSeries {
                    continue
                } catch let error as ArchiveError {
                    throw error
                } catch let error as CancellationError {
                    throw error
                } catch {
                    failures.append("\(error)")
                }
            }
        }
    }

    /// The longest row among them, in seconds; nil if there is nothing.
    var step: Int? { fetched.values.map(\.step).max() }

    /// What the coarsest of them is.
    var consolidation: Consolidation { fetched.values.max { $0.step < $1.step }?.consolidation ?? .average }

    /// A line's values; nil if one of its metrics is not kept.
    func values(of line: GraphPlan.Line, on grid: TimeGrid) -> [Double]? {
        guard line.value.metrics.allSatisfy({ rows(of: $0, in: line) != nil }) else { return nil }
        return line.value.values(count: grid.count) { metric in
            guard let rows = rows(of: metric, in: line) else { return [Double](repeating: .nan, count: grid.count) }
            return grid.resample(rows.values, start: rows.start, step: rows.step)
        }
    }

    /// Whether the range's last row, of which nothing is known, has finer rows in it that are: it is still being made, or
    /// the host is younger than half of it.
    func hasFinerRows(thanStep step: Int, _ request: GraphRequest, from source: some History) async -> Bool {
        let from = max(request.time.from, request.time.to - step)
        var asked: Set<Series> = []
        for line in order {
            for metric in line.value.metrics {
                guard let file = line.file(of: metric), let coarse = fetched[file], asked.insert(file).inserted,
                    let fine = try? await source.fetch(
                        Query(file, from: from, to: request.time.to, resolution: 0)), fine.step < coarse.step,
                    let values = line.values(of: metric, in: fine)
                else { continue }
                if values.contains(where: { !$0.isNaN }) { return true }
            }
        }
        return false
    }

    /// What could not be read, then what is not kept, each once.
    var complaints: [String] {
        var seen: Set<String> = []
        let missing = order.flatMap { line in
            line.value.metrics.filter { rows(of: $0, in: line) == nil }.map { metric in
                let subject = metric.instance.map { "\(metric.subject)@\($0)" } ?? metric.subject.text
                let hasFile = line.file(of: metric).map { fetched[$0] != nil } ?? false
                let what = hasFile ? metric.description : subject
                return switch line.place {
                case .host(let host): "\(host.name) has no history of \(what)"
                case .totals(let group, _): "\(group) has no history of \(what)"
                }
            }
        }
        return (failures + missing).filter { seen.insert($0).inserted }
    }

    private func rows(of metric: MetricName, in line: GraphPlan.Line) -> (values: [Double], start: Int, step: Int)? {
        guard let file = line.file(of: metric), let table = fetched[file],
            let values = line.values(of: metric, in: table)
        else { return nil }
        return (values, table.start, table.step)
    }
}
