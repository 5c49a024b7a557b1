// swift-tools-version: 6.2
import PackageDescription

/// The settings of every room: upcoming language rules on, so that direction and visibility are the compiler's business.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Vacatur's side of `make bench`, built for that only.
let benchmarks: [Target] =
    Context.environment["VACATUR_BENCH"] == nil
    ? []
    : [
        .executableTarget(
            name: "vacatur-bench",
            dependencies: [
                "Cases", "Intake", "Samples", "TemplateEngine", "Press", "Inspection", "Filings", "EFiling", "XMLGate",
                "Digests",
            ],
            path: "Tests/Benchmarks/Ours",
            swiftSettings: strict
        )
    ]

let package = Package(
    name: "Vacatur",
    products: [
        .executable(name: "vacatur", targets: ["vacatur"]),
        .executable(name: "vacatur-desk", targets: ["vacatur-desk"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        // Parts of Hummingbird's own interface.
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
    ],
    targets: [
        // System C libraries; each is imported by exactly one room.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        // Not a library of the system, but a page of C that reads 64 bytes at a time.
        .systemLibrary(name: "CScan"),

        // A page of C as well: begins a process with what it is given and nothing else.
        .systemLibrary(name: "CSpawn"),

        // Rooms, in the order in which a case walks through them.
        room("Cases"),
        room("Digests", ["CCrypto"]),
        room("XMLGate", ["CLibXML2"]),
        room("Intake", ["Cases", "XMLGate"]),
        room("Histories", ["Cases", "Intake", "Digests", "CScan"]),
        room("TemplateEngine"),
        room("Press"),
        room("Inspection"),
        room("Samples", ["Cases"]),
        room("Filings", ["Cases", "TemplateEngine", "XMLGate", "Press", "Inspection", "Digests", "CDeflate", "Yams"]),
        room("EFiling", ["Cases", "TemplateEngine", "XMLGate", "Digests", "Filings"]),
        room("Docket", ["Cases", "Digests", .product(name: "GRDB", package: "GRDB.swift")]),
        room("Courier", ["CCurl"]),
        room(
            "Casework",
            ["Cases", "Intake", "Histories", "Press", "Filings", "EFiling", "Docket", "Digests", "Courier", "XMLGate"]),
        .executableTarget(
            name: "vacatur",
            dependencies: [
                "Cases", "Intake", "Histories", "Samples", "TemplateEngine", "Press", "Inspection", "Filings",
                "EFiling", "Docket", "Courier", "Casework",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        room(
            "Desk",
            [
                "Cases", "Digests", "Docket", "Casework", "TemplateEngine", "Filings", "EFiling", "CSpawn",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(
            name: "vacatur-desk",
            dependencies: ["Desk", "Docket", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict
        ),

        tests("CasesTests", ["Cases"]),
        tests("DigestsTests", ["Digests"]),
        tests("XMLGateTests", ["XMLGate"]),
        tests("IntakeTests", ["Intake", "Cases", "XMLGate"]),
        tests("HistoriesTests", ["Histories", "Cases", "Intake"]),
        tests("SamplesTests", ["Samples", "Cases"]),
        tests("TemplateEngineTests", ["TemplateEngine"]),
        tests("PressTests", ["Press"]),
        tests("InspectionTests", ["Inspection", "Press"]),
        tests("FilingsTests", ["Filings", "Cases", "TemplateEngine", "Press", "Inspection", "Digests"]),
        tests("EFilingTests", ["EFiling", "Cases", "TemplateEngine", "XMLGate", "Digests", "Filings"]),
        tests("DocketTests", ["Docket", "Cases", "Digests"]),
        tests("CourierTests", ["Courier"]),
        tests("CaseworkTests", ["Casework", "Cases", "Docket", "Intake", "Filings", "Digests", "EFiling", "Courier"]),
        tests(
            "DeskTests",
            [
                "Desk", "Digests", "Docket", "Casework", "Cases", "Samples", "Yams",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests("EndToEnd", []),
    ] + benchmarks
)
