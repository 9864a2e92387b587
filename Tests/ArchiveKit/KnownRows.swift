package import Archive
package import MetricModel

/// Rows whose values follow from their host and time, so that a process that stores them and a test that finds them agree.
package struct KnownRows: Sendable {
    /// Seconds.
    package let step: Int
    package let definition: Definition

    /// When the first row begins: midnight UTC of a day in 2023, at which a row of every resolution ends.
    package static let start = 1_700_006_400 / 86_400 * 86_400

    /// A value in a file that is not the one that was stored.
    package struct Wrong: Error, CustomStringConvertible {
        package let description: String
    }

    /// - `retention`: at a step of 1 s, two hours of rows are kept of what is brief and twelve of details.
    package init(step: Int, retention: Retention) {
        self.step = step
        definition = Definition(
            subject: SubjectName(literal: "cpu"), retention: retention, title: "CPU",
            fields: ["user", "idle"].map { Field($0, .none, .gauge, in: 0...1e9, title: "", summary: "") })
    }

    package func host(_ number: Int) -> HostKey {
        guard let name = HostName("host\(number)") else { preconditionFailure("digits are legal in a host's name") }
        return HostKey(cluster: GroupName(literal: "prod"), name: name)
    }

    package func series(_ host: Int) -> Series { .host(self.host(host), definition.subject, nil) }

    /// Seconds since 1970 at which a row ends.
    package func end(of index: Int) -> Int { Self.start + (index + 1) * step }

    package func row(_ index: Int, of host: Int) -> Row {
        Row(
            series: series(host), definition: definition, start: Int64(end(of: index - 1)),
            end: Int64(end(of: index)), values: Self.values(index, of: host))
    }

    /// All of them have an end in binary, and in text.
    private static func values(_ index: Int, of host: Int) -> [Double] {
        [Double(index), Double(index * 100 + host) / 8]
    }

    /// Which of a host's rows are known, of those that its finest archive still has, oldest first; none if there is no file.
    ///
    /// Throws ``Wrong`` where one has values other than were stored, and what the history throws. Blocks.
    ///
    /// - `last`: the newest row that may have been stored.
    package func found(of host: Int, in history: some History, upTo last: Int) throws -> [Int] {
        let kept = definition.retention == .brief ? 7_200 : 43_200
        let end = end(of: last)
        let query = Query(
            series(host), columns: ["user", "idle"], from: max(Self.start, end - kept), to: end, resolution: step)
        let fetched: Fetched
        do {
            fetched = try history.fetchBlocking(query)
        } catch ArchiveError.noSuchSeries {
            return []
        }
        guard fetched.step == step else { throw Wrong(description: "host\(host): rows of \(fetched.step) s") }
        let first = (fetched.start - Self.start) / step
        return try zip(fetched.values[0], fetched.values[1]).enumerated().compactMap { place, values in
            let index = first + place
            if values.0.isNaN && values.1.isNaN { return nil }
            let expected = Self.values(index, of: host)
            guard [values.0, values.1] == expected else {
                throw Wrong(description: "host\(host), row \(index): expected \(expected), found \(values)")
            }
            return index
        }
    }
}
