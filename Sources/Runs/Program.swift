import ClausiusKernelDispatch

/// The program that runs: this engine, perhaps with what other packages add to it.
public struct Program: Sendable, Hashable {
  /// The release, as in CHANGELOG.md.
  public static let version = "0.1.0"

  /// The commit of this engine that was built, with `-modified` after it where files differ;
  /// `unknown` without git.
  public static let commit = builtCommit

  /// The names of the packages that add to it.
  public var additions: [String]

  /// The engine with `additions`.
  public init(additions: [String] = []) { self.additions = additions }

  /// The release with the additions: `0.1.0 with walkers`.
  public var version: String {
    additions.isEmpty ? Self.version : "\(Self.version) with \(additions.joined(separator: ", "))"
  }

  /// Release, commit, the kernels that this machine gets, and additions.
  public var inWords: String {
    let kernels = (try? KernelVariant.selected().rawValue) ?? "unknown"
    let engine = "clausius \(Self.version) (commit \(Self.commit), kernels \(kernels))"
    return additions.isEmpty ? engine : "\(engine) with \(additions.joined(separator: ", "))"
  }
}
