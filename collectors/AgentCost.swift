package import MetricModel

/// What watching a host costs it: the agent's values about itself.
package enum AgentCost {
    /// Seconds between two readings of most slow subjects, and of what each subject costs: to look at the clock around each
    /// would cost a tick more than some of them do.
    package static let slowPace: Int64 = 15

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "agent"), retention: .brief, title: "The agent",
            fields: [
                Field(
                    "cpu", .percent, .rate, in: 0...100, title: "CPU",
                    summary: "CPU time of the agent's thread, in percent of one core, from clock_gettime."),
                Field(
                    "tick_cpu", .seconds, .gauge, in: 0...3600, title: "CPU per tick",
                    summary: "CPU time of reading all subjects once, from clock_gettime."),
                Field(
                    "values", .none, .gauge, in: 0...1e9, title: "Values",
                    summary: "Values that the agent reported, counted by the agent."),
                Field(
                    "bytes", .bytesPerSecond, .rate, in: 0...1e12, title: "Bytes sent",
                    summary: "Bytes in datagrams that were made, counted by the agent."),
                Field(
                    "datagrams", .perSecond, .rate, in: 0...1e9, title: "Datagrams",
                    summary: "Datagrams that were made, counted by the agent."),
                Field(
                    "send_errors", .perSecond, .rate, in: 0...1e9, title: "Send errors",
                    summary: "Datagrams that the kernel did not take, counted by the agent."),
                Field(
                    "rss", .bytes, .gauge, in: 0...1e15, title: "Resident",
                    summary: "Resident memory of the agent's process, from /proc/self/statm."),
                Field(
                    "failed", .none, .gauge, in: 0...1e4, title: "Failed subjects",
                    summary: "Subjects whose files could not be read the last time, counted by the agent."),
                Field(
                    "left_out", .none, .gauge, in: 0...1e9, title: "Left out",
                    summary: "Instances beyond the cap of their subject, counted by the agent."),
            ]),
        Definition(
            subject: SubjectName(literal: "agent_subject"), hasInstances: true, retention: .brief, pace: Int(slowPace),
            title: "The agent, by subject",
            fields: [
                Field(
                    "cpu", .seconds, .gauge, in: 0...3600, title: "CPU per reading",
                    summary: "CPU time of reading the subject once, from clock_gettime."),
                Field(
                    "failed", .none, .gauge, in: 0...1, title: "Failed",
                    summary: "1 if the subject's files could not be read the last time, counted by the agent."),
                Field(
                    "left_out", .none, .gauge, in: 0...1e9, title: "Left out",
                    summary: "Instances beyond the subject's cap, counted by the agent."),
            ]),
    ]
}
