// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "decode",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "../../../bindings/swift")],
    targets: [
        .executableTarget(
            name: "decode", dependencies: [.product(name: "Tagove", package: "swift")], path: "Sources",
            swiftSettings: [.swiftLanguageMode(.v6)])
    ])
