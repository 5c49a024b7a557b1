// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "SwiftMustachePeer",
    dependencies: [.package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1")],
    targets: [
        .executableTarget(
            name: "SwiftMustachePeer",
            dependencies: [.product(name: "Mustache", package: "swift-mustache")]
        )
    ]
)
