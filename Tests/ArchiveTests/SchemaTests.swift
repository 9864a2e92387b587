import Archive
import MetricModel
import Testing

@Suite("A file's columns follow from the definition")
struct SchemaTests {
    static let group = Series.group(prod, SubjectName(literal: "cpu"))

    @Test("words have no column, and a name given twice has one")
    func host() {
        let schema = Schema(definition(["user", "model", "idle", "user"]), for: cpu())
        #expect(schema.columns == ["user", "idle"])
        #expect(schema.places == [0, 2])
    }

    @Test("a group has three columns a field and is kept as long as its hosts")
    func threeColumns() {
        let definition = definition(["model", "user"])
        let schema = Schema(definition, for: Self.group)
        #expect(schema.columns == ["user_sum", "user_max", "user_num"])
        #expect(schema.places == [3, 4, 5])
        #expect(schema.retention == definition.retention)
    }

    @Test("the longest field makes a column that RRDtool takes")
    func longest() throws {
        let name = try #require(FieldName(String(repeating: "f", count: FieldName.limit)))
        let field = Field(name: name, unit: .none, kind: .gauge, range: 0...1, title: "", summary: "")
        let definition = Definition(
            subject: SubjectName(literal: "cpu"), retention: .brief, title: "", fields: [field])
        #expect(Schema(definition, for: Self.group).columns.allSatisfy { $0.utf8.count <= 19 })
    }

    @Test(
        "the heartbeat is four readings, at least eight steps",
        arguments: [(1, 15, 120), (30, 15, 120), (60, 15, 240), (60, 60, 480), (0, 1, 8), (Int.max, 1, 345_600)])
    func heartbeat(pace: Int, step: Int, seconds: Int) {
        #expect(Schema(definition(pace: pace), for: cpu()).heartbeat(step: step) == seconds)
    }
}
