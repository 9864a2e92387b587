import ArgumentParser

/// What keeps, moves, mends and plans history.
struct ArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Looks at history on disk, and moves, mends, plans and saves it.",
        subcommands: [
            InfoCommand.self, CheckCommand.self, PlanCommand.self, EraseCommand.self, ResizeCommand.self,
            RewindCommand.self, RenameHostCommand.self, RemoveHostCommand.self, ExportCommand.self, ImportCommand.self,
            BackupCommand.self, RestoreCommand.self,
        ])
}

/// Which archive.
struct ArchiveOptions: ParsableArguments {
    @Option(help: "The data folder (/var/lib/plexus if writable, else $XDG_STATE_HOME/plexus).") var data: String?

    var directory: String { data ?? DataDirectory.standard }
}
