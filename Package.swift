// swift-tools-version: 6.2
import PackageDescription

/// Strict for every target: what a file uses, it says.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "demarche",
    products: [.executable(name: "demarche", targets: ["DemarcheCLI"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    ],
    targets: [
        .target(name: "Demarche", swiftSettings: strict),
        .target(name: "CDemarcheKernel"),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
        .target(
            name: "DemarcheIntake",
            dependencies: ["Demarche", "CGumbo", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(
            name: "DemarcheParsing", dependencies: ["Demarche", "CDemarcheKernel", "CMalloc"],
            swiftSettings: strict),
        .target(name: "DemarcheLexicon", dependencies: ["Demarche"], swiftSettings: strict),
        .target(
            name: "DemarcheCoding", dependencies: ["Demarche", "DemarcheLexicon"],
            swiftSettings: strict),
        .target(
            name: "DemarcheLedger",
            dependencies: [
                "Demarche", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "DemarcheRecording",
            dependencies: [
                "Demarche", "DemarcheIntake", "DemarcheParsing", "DemarcheLexicon", "DemarcheCoding",
                "DemarcheLedger",
            ],
            swiftSettings: strict),
        .target(
            name: "DemarcheDesk",
            dependencies: [
                "Demarche", "DemarcheRecording", "DemarcheLedger",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "DemarcheFetching",
            dependencies: [
                "DemarcheIntake", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "DemarcheCLI",
            dependencies: [
                "Demarche", "DemarcheIntake", "DemarcheFetching", "DemarcheParsing", "DemarcheLexicon",
                "DemarcheCoding", "DemarcheRecording", "DemarcheLedger", "DemarcheDesk",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "DemarcheTesting",
            dependencies: ["Demarche", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheTests", dependencies: ["Demarche", "DemarcheTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheParsingTests", dependencies: ["Demarche", "DemarcheParsing", "DemarcheTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheLedgerTests",
            dependencies: [
                "Demarche", "DemarcheLedger", "DemarcheTesting",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheIntakeTests", dependencies: ["Demarche", "DemarcheIntake", "DemarcheLexicon"],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheFetchingTests",
            dependencies: ["DemarcheIntake", "DemarcheFetching", "DemarcheTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheLexiconTests", dependencies: ["Demarche", "DemarcheLexicon"],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheCodingTests",
            dependencies: ["Demarche", "DemarcheLexicon", "DemarcheCoding", "DemarcheTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheRecordingTests",
            dependencies: [
                "Demarche", "DemarcheIntake", "DemarcheParsing", "DemarcheLexicon", "DemarcheCoding",
                "DemarcheRecording", "DemarcheLedger", "DemarcheTesting",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheDeskTests",
            dependencies: [
                "Demarche", "DemarcheLedger", "DemarcheRecording", "DemarcheDesk", "DemarcheTesting",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DemarcheCLITests", dependencies: ["DemarcheCLI", "DemarcheTesting"],
            exclude: ["load_exports.py"],
            swiftSettings: strict),
    ]
)
