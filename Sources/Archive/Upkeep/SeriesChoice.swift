package import MetricModel

/// What a person means by `SUBJECT[@INSTANCE][.FIELD]` of a host or group: files, and columns of them.
package struct SeriesChoice: Sendable, Equatable {
    package let series: Series
    /// The files of the series that there are, its first one first.
    package let paths: [String]
    /// nil for all.
    package let columns: Set<String>?

    /// Looks at what files there are, since an instance may hold dots too.
    ///
    /// A field of a group means its sum, its maximum and its number, unless one of these is named.
    ///
    /// - `now`: seconds since 1970.
    package init(
        _ text: String, of owner: ArchiveFile.Owner, in layout: ArchiveLayout, now: Int
    ) throws(SeriesChoiceError) {
        let candidates = Self.candidates(text, of: owner)
        for (series, field) in candidates {
            let siblings = (1...ArchiveLayout.maximumSiblings).map { layout.path(of: series, sibling: $0) }
            let known = siblings.compactMap { path in
                (try? RRDHeader(readingFrom: path, now: now)).map { (path, $0.columns.map(\.name)) }
            }
            guard !known.isEmpty else { continue }
            self.series = series
            paths = known.map(\.0)
            guard let field else {
                columns = nil
                return
            }
            let all = known.flatMap(\.1)
            let meant = Set([field] + ["_sum", "_max", "_num"].map { field + $0 }).intersection(all)
            guard !meant.isEmpty else {
                throw .noSuchField(field, of: series, nearest: Spelling.nearest(to: field, among: all))
            }
            columns = meant
            return
        }
        throw .noSuchSeries(text, of: owner)
    }

    private static func candidates(_ text: String, of owner: ArchiveFile.Owner) -> [(Series, field: String?)] {
        let front = text.prefix { !".@".contains($0) }
        guard let subject = SubjectName(String(front)) else { return [] }
        let rest = text.dropFirst(front.count + 1)
        guard text.dropFirst(front.count).first == "@" else {
            let field = text.count > front.count ? String(rest) : nil
            switch owner {
            case .host(let host): return [(.host(host, subject, nil), field)]
            case .group(let group): return [(.group(group, subject), field)]
            }
        }
        guard case .host(let host) = owner else { return [] }
        var readings: [(String, field: String?)] = [(String(rest), nil)]
        if let dot = rest.lastIndex(of: ".") {
            readings.append((String(rest[..<dot]), String(rest[rest.index(after: dot)...])))
        }
        return readings.compactMap { text, field in
            InstanceName(text).map { (.host(host, subject, $0), field) }
        }
    }
}

/// Why a text names nothing that there is.
package enum SeriesChoiceError: Error, Equatable {
    case noSuchSeries(String, of: ArchiveFile.Owner)
    case noSuchField(String, of: Series, nearest: String?)
}

extension SeriesChoiceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noSuchSeries(let text, let owner): "there is no history of \"\(text)\" of \(owner.label)"
        case .noSuchField(let field, let series, let nearest):
            "\(series.label) has no field \"\(field)\"" + (nearest.map { "; did you mean \($0)?" } ?? "")
        }
    }
}

extension ArchiveFile.Owner {
    /// For messages: `prod/web1`, `group web`.
    package var label: String {
        switch self {
        case .host(let host): "\(host)"
        case .group(let group): "group \(group)"
        }
    }
}
