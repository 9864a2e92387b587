import MetricModel

/// The one script of all pages; each is complete without it.
package enum Script {
    /// Where it is, with its hash, so that browsers keep each version for ever and never an old one.
    package static let address = "/plexus.js?v=\(version)"

    /// FNV-1a of the text, in hexadecimal.
    package static let version = String(FNV1a.hash(bytes), radix: 16)

    package static let bytes = PackageResources.plexus_js
}
