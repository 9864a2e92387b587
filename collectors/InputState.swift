package import MetricModel

/// How the inputs from outside do: text files, scripts and plug-ins.
package enum InputState {
    package static let definition = Definition(
        subject: SubjectName(literal: "input"), hasInstances: true, retention: .brief, title: "Input from outside",
        fields: [
            Field(
                "answered", .none, .gauge, in: 0...1, title: "Answered",
                summary: "1 if the last run ended in time or the file could be read, else 0, seen by the agent."),
            Field(
                "age", .seconds, .gauge, in: 0...1e10, title: "Age",
                summary: "Seconds since the last answer, or since the file was written, seen by the agent."),
            Field(
                "duration", .seconds, .gauge, in: 0...1e5, title: "Duration",
                summary: "How long the last run took, in whole seconds, seen by the agent."),
            Field(
                "values", .none, .gauge, in: 0...1e6, title: "Values",
                summary: "Values of the last answer, counted by the agent."),
            Field(
                "refused", .none, .gauge, in: 0...1e9, title: "Refused",
                summary: "Lines and values of the last answer that cannot be used, counted by the agent."),
            Field(
                "status", .none, .gauge, in: 0...255, title: "Exit status",
                summary:
                    "Exit status of the last run; of a plug-in 0 OK, 1 warning, 2 critical, 3 unknown, seen by the agent."
            ),
            Field(
                "says", .none, .text, in: 0...0, title: "Says",
                summary: "The first line of a plug-in's last answer, seen by the agent."),
        ])
}
