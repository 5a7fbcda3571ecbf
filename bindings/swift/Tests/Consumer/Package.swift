// swift-tools-version:6.0
import PackageDescription

// A package of a user's own, which has this checkout's as a dependency by path: scripts/steps/swift builds and runs it.
let package = Package(
    name: "Consumer",
    platforms: [.macOS(.v13), .iOS(.v16)],
    dependencies: [.package(path: "../..")],
    targets: [
        .executableTarget(
            name: "Consumer", dependencies: [.product(name: "Tagove", package: "swift")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ])
