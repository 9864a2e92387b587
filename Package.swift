// swift-tools-version: 6.2
import PackageDescription

// The targets stand in the order of the walk of a number (README.md): each may import those above it, never one below.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
// Readers that walk over lent bytes are ~Escapable.
let lifetimes = strict + [.enableExperimentalFeature("Lifetimes")]

// The agent's targets: without the standard library's regular expressions, and each function where the linker may move it.
let lean: [SwiftSetting] = [
    .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"]),
    .unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release)),
]
// Sanitizers and libFuzzer cannot be linked into a static executable: PLEXUS_DYNAMIC_AGENT=1 turns that off.
// What a tick calls lies side by side (docs/decisions/0006); PLEXUS_SYMBOLS=1 keeps the names, for scripts/order-functions.
let agentLinking: [LinkerSetting] =
    Context.environment["PLEXUS_DYNAMIC_AGENT"] == nil
    ? [
        .unsafeFlags(["-static-executable"]),
        .unsafeFlags(
            [
                "-use-ld=lld", "-Xlinker", "--gc-sections",
                "-Xlinker", Context.environment["PLEXUS_SYMBOLS"] == nil ? "--strip-all" : "--strip-debug",
                "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/plexus-agent/functions.order",
                "-Xlinker", "--no-warn-symbol-ordering",
            ], .when(configuration: .release)),
    ] : []

let package = Package(
    name: "plexus",
    products: [
        .executable(name: "plexus", targets: ["plexus"]),
        .executable(name: "plexus-agent", targets: ["plexus-agent"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.7.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // What the agent is made of: no Foundation, no NIO, no concurrency runtime.
        .target(name: "MetricModel", swiftSettings: strict + lean),
        .target(name: "CLinux"),
        .target(name: "Procfs", dependencies: ["CLinux"], swiftSettings: strict + lean),
        .target(
            name: "Collectors", dependencies: ["MetricModel", "Procfs"], path: "collectors",
            swiftSettings: strict + lean),
        .target(name: "Wire", dependencies: ["MetricModel"], swiftSettings: lifetimes + lean),
        .target(name: "Transport", dependencies: ["CLinux"], swiftSettings: strict + lean),
        .target(
            name: "Inputs", dependencies: ["MetricModel", "CLinux", "Collectors", "Wire"], swiftSettings: strict + lean),
        .target(
            name: "Agent", dependencies: ["MetricModel", "Procfs", "Collectors", "Wire", "Transport", "Inputs"],
            swiftSettings: strict + lean),
        .executableTarget(
            name: "plexus-agent", dependencies: ["MetricModel", "CLinux", "Collectors", "Transport", "Agent"],
            exclude: ["functions.order"],
            swiftSettings: strict + lean, linkerSettings: agentLinking),

        // What an aggregator knows, keeps, draws and serves.
        .target(name: "ClusterState", dependencies: ["MetricModel", "Wire"], swiftSettings: strict),
        .systemLibrary(name: "CRRD", pkgConfig: "librrd", providers: [.apt(["librrd-dev"])]),
        .target(name: "Archive", dependencies: ["MetricModel", "CLinux", "Wire", "CRRD"], swiftSettings: lifetimes),
        .target(
            name: "Aggregator",
            dependencies: [
                "MetricModel", "Collectors", "Wire", "Transport", "ClusterState", "Archive", "Yams",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .target(
            name: "Graphs", dependencies: ["MetricModel", "Collectors", "Wire", "CRRD", "Archive", "Yams"],
            swiftSettings: strict),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "Web",
            dependencies: [
                "MetricModel", "Wire", "ClusterState", "Archive", "Aggregator", "Graphs", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], resources: [.embedInCode("Assets/plexus.js")], swiftSettings: strict),
        .executableTarget(
            name: "plexus",
            dependencies: [
                "MetricModel", "Collectors", "Wire", "Transport", "Agent", "ClusterState", "Archive", "Aggregator",
                "Graphs", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: strict),

        // Every parser of what comes from outside, for the corpus and the fuzzer.
        .target(
            name: "Parsers", dependencies: ["Procfs", "Wire", "Archive", "Graphs", "Web"], path: "Tests/Parsers",
            swiftSettings: strict),
        .target(
            name: "TestKit", dependencies: ["Procfs", "Collectors"], path: "Tests/TestKit", swiftSettings: strict),
        // What the tests of the archive and of the programs share: known rows, a look at files, a process to harass.
        .target(
            name: "ArchiveKit", dependencies: ["MetricModel", "Archive"], path: "Tests/ArchiveKit",
            swiftSettings: strict),
        // What a test kills; no dependency of it, as the programs are none.
        .executableTarget(
            name: "archive-victim", dependencies: ["MetricModel", "Archive", "ArchiveKit"], path: "Tests/Victim",
            swiftSettings: strict),
        // What scripts/bench archive runs.
        .executableTarget(
            name: "archive-bench",
            dependencies: [
                "MetricModel", "CLinux", "Procfs", "Collectors", "Wire", "Transport", "Agent", "Archive",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Benchmarks/archive/program", swiftSettings: strict),
        // What scripts/bench pages runs.
        .executableTarget(
            name: "pages-bench",
            dependencies: [
                "MetricModel", "Procfs", "Collectors", "Wire", "Transport", "Agent", "ClusterState", "Archive",
                "Aggregator", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Benchmarks/pages/program", swiftSettings: strict),
        .testTarget(name: "ParserTests", dependencies: ["Parsers", "TestKit"], swiftSettings: strict),
        .testTarget(name: "MetricModelTests", dependencies: ["MetricModel"], swiftSettings: strict),
        .testTarget(name: "ProcfsTests", dependencies: ["Procfs", "Parsers", "TestKit"], swiftSettings: strict),
        .testTarget(
            name: "CollectorsTests",
            dependencies: ["MetricModel", "Procfs", "Collectors", "Wire", "Transport", "Agent", "TestKit"],
            swiftSettings: strict),
        .testTarget(name: "WireTests", dependencies: ["MetricModel", "Wire", "TestKit"], swiftSettings: strict),
        .testTarget(name: "TransportTests", dependencies: ["Transport"], swiftSettings: strict),
        .testTarget(
            name: "InputsTests", dependencies: ["MetricModel", "Collectors", "Wire", "Inputs", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "AgentTests",
            dependencies: ["MetricModel", "Procfs", "Collectors", "Wire", "Transport", "Agent", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "ClusterStateTests", dependencies: ["MetricModel", "Collectors", "Wire", "ClusterState"],
            swiftSettings: strict),
        .testTarget(
            name: "ArchiveTests", dependencies: ["MetricModel", "Archive", "ArchiveKit", "TestKit"],
            swiftSettings: lifetimes),
        .testTarget(
            name: "AggregatorTests",
            dependencies: [
                "MetricModel", "Collectors", "Wire", "Transport", "ClusterState", "Archive", "Aggregator", "TestKit",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .testTarget(
            name: "GraphsTests",
            dependencies: ["MetricModel", "Collectors", "Archive", "ArchiveKit", "Graphs", "TestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "MetricModel", "Collectors", "Wire", "ClusterState", "Archive", "Aggregator", "Graphs", "Web",
                "TestKit",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        // Runs the programs themselves, on hosts made of network namespaces. They are no dependencies, since the agent's
        // linker settings would then be the tests' too; `swift build --build-tests` builds them all the same.
        .testTarget(
            name: "WalkTests",
            dependencies: [
                "MetricModel", "Procfs", "Collectors", "Wire", "Transport", "Agent", "ClusterState", "Archive",
                "Aggregator", "Graphs", "ArchiveKit", "TestKit",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
    ]
)

// libFuzzer brings its own main: scripts/fuzz sets the variable.
if Context.environment["PLEXUS_FUZZ"] != nil {
    package.products.append(.executable(name: "fuzz", targets: ["Fuzz"]))
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["Parsers"], path: "Tests/Fuzz",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
