import MetricModel
import Testing

@Suite("Definitions")
struct DefinitionTests {
    private static let definition = Definition(
        subject: SubjectName(literal: "disk"), retention: .detail, title: "Disk",
        fields: [
            Field("reads", .perSecond, .rate, in: 0...1e9, title: "Reads", summary: "Reads, from nowhere."),
            Field("free", .bytes, .gauge, in: 0...1e9, title: "Free", summary: "Room.", flatName: "disk_free"),
        ])

    @Test(
        "find a field's place by its name", arguments: [("reads", 0), ("free", 1), ("writes", nil)] as [(String, Int?)])
    func place(name: String, place: Int?) throws {
        #expect(Self.definition.index(of: try #require(FieldName(name))) == place)
    }

    @Test(
        "call a value by Ganglia's name only where it is the subject's total",
        arguments: [
            (0, nil, "disk_reads"), (0, "sda", "disk_sda_reads"), (1, nil, "disk_free"), (1, "sda", "disk_sda_free"),
        ] as [(Int, String?, String)])
    func flatName(field: Int, instance: String?, name: String) {
        let fields = Self.definition.fields
        #expect(Self.definition.flatName(of: fields[field], instance: instance.flatMap { InstanceName($0) }) == name)
    }

    @Test("make samples and rows equal that lack the same values")
    func unknownEqualsUnknown() {
        #expect(Sample(numbers: [.nan, 1]) == Sample(numbers: [.nan, 1]))
        #expect(Sample(numbers: [.nan, 1]) != Sample(numbers: [0, 1]))
        let series = Series.group(GroupName(literal: "web"), SubjectName(literal: "disk"))
        func row(_ values: [Double]) -> Row {
            Row(series: series, definition: Self.definition, start: 0, end: 15, values: values)
        }
        #expect(row([.nan, 1]) == row([.nan, 1]))
        #expect(row([.nan, 1]) != row([1, .nan]))
    }
}
