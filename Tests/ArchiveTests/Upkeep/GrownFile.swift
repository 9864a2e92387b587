import Archive
import MetricModel

/// Makes a file that has all archives of its class, as files of an archive have once they are no longer young.
func makeGrownFile(_ path: String, _ retention: Retention, step: Int, columns: [String]) async throws {
    let plan = RetentionPlan(retention, step: step)
    let archives = plan.archives.map {
        "RRA:\($0.consolidation.rawValue):\($0.maximumUnknown):\($0.stepsPerRow):\($0.rows)"
    }
    let definitions = columns.map { "DS:\($0):GAUGE:\(8 * step):U:U" } + archives
    try await onThread { try RRDCreation.create(path, definitions: definitions, step: step, start: midnight) }
}
