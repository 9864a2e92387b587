import ArgumentParser
@main struct SlimMain: AsyncParsableCommand { static let configuration = CommandConfiguration(commandName: "plexus", subcommands: [ArchiveCommand.self]) }
