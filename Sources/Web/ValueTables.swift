import ClusterState
import MetricModel

/// The latest values of a host, by subject: a card for each total, a table for the instances of a subject.
struct ValueTables {
    let host: HostDetail
    let freshness: Freshness

    private var now: Timestamp { freshness.now }

    var html: HTML {
        let latest = host.latest
        let totals = latest.filter { !$0.definition.hasInstances }
        let instances = Dictionary(grouping: latest.filter { $0.definition.hasInstances }, by: \.definition)
        let lists = instances.filter { $0.key.fields.count == 1 }.values.flatMap(\.self)
        let tables = instances.filter { $0.key.fields.count > 1 }.sorted { $0.key.subject < $1.key.subject }
        let bySubject = Dictionary(grouping: lists, by: \.definition.subject).sorted { $0.key < $1.key }
        return """
            <div class="cards">
            \(totals.map(card))\(bySubject.map { list($0.key, $0.value) })</div>
            \(tables.map { table($0.key, $0.value) })
            """
    }

    /// Of a subject as a whole: a value a row.
    private func card(_ latest: Host.Latest) -> HTML {
        """
        <section class="card"><h3>\(latest.definition.title)<small>\(latest.definition.subject)\(age(latest))</small></h3>
        <table><tbody>
        \(latest.definition.fields.indices.map { index in
            let field = latest.definition.fields[index]
            return "<tr><th scope=\"row\" title=\"\(field.summary)\">\(field.title)</th>\(cell(latest, index))</tr>\n"
        })</tbody></table></section>

        """
    }

    /// Of a subject whose instances have one value each, and a unit each, as foreign metrics do.
    private func list(_ subject: SubjectName, _ rows: [Host.Latest]) -> HTML {
        """
        <section class="card"><h3>\(rows.first?.definition.title ?? "")<small>\(subject)</small></h3>
        <table><tbody>
        \(rows.sorted(by: Self.byInstance).map { row in
            "<tr><th scope=\"row\">\(row.sample.instance?.text ?? "")\(age(row))</th>\(cell(row, 0))</tr>\n"
        })</tbody></table></section>

        """
    }

    /// Of several devices: a device a row.
    ///
    /// A long one is folded.
    private func table(_ definition: Definition, _ rows: [Host.Latest]) -> HTML {
        let title: HTML = "<h3>\(definition.title)<small>\(definition.subject), \(rows.count)</small></h3>"
        let content = table(of: definition, rows)
        return rows.count > Self.longest
            ? "<details class=\"wide-card\"><summary>\(title)</summary>\(content)</details>\n"
            : "<section class=\"wide-card\">\(title)\n\(content)</section>\n"
    }

    private static let longest = 12

    private func table(of definition: Definition, _ rows: [Host.Latest]) -> HTML {
        """
        <div class="scroll"><table>
        <thead><tr><th scope="col">Name</th>\(definition.fields.map { field in
            "<th scope=\"col\" class=\"n\" title=\"\(field.summary)\">\(field.title)</th>"
        })</tr></thead>
        <tbody>
        \(rows.sorted(by: Self.byInstance).map { row in
            """
            <tr><th scope="row">\(row.sample.instance?.text ?? "")\(age(row))</th>\
            \(definition.fields.indices.map { cell(row, $0) })</tr>

            """ as HTML
        })</tbody></table></div>

        """
    }

    private func cell(_ latest: Host.Latest, _ index: Int) -> HTML {
        if let words = latest.sample.texts[index] { return "<td class=\"n words\">\(words)</td>" }
        guard index < latest.sample.numbers.count else { return PageParts.number(HumanText.unknown) }
        let field = latest.definition.fields[index]
        let value = latest.sample.numbers[index]
        let unit = host.unit(of: field, in: latest)
        let text =
            unit == field.unit
            ? HumanText.value(value, of: field, in: freshness.zone) : HumanText.value(value, in: unit)
        let metric = MetricName(subject: latest.definition.subject, instance: latest.sample.instance, field: field.name)
        return
            "<td class=\"n\"><a class=\"quiet\" href=\"\(Link.explain(metric, of: host.summary.key))\">\(text)</a></td>"
    }

    /// Says so where values are not about the present.
    private func age(_ latest: Host.Latest) -> HTML {
        guard !latest.isPresent(at: now) else { return "" }
        return " <span class=\"muted\">(\(HumanText.ago(Timestamp(seconds: latest.end), at: now)))</span>"
    }

    /// Numbers in names count as numbers: core 10 comes after core 9.
    private static func byInstance(_ left: Host.Latest, _ right: Host.Latest) -> Bool {
        let (left, right) = (left.sample.instance?.text ?? "", right.sample.instance?.text ?? "")
        if let left = Int(left), let right = Int(right) { return left < right }
        return left < right
    }
}
