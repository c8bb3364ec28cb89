import ClausiusKernelDispatch
import Foundation

/// What program this is.
enum Version {
  /// The release, as in CHANGELOG.md.
  static let number = "0.1.0"

  /// The commit that was built.
  static let commit = builtCommit

  /// Number, commit and the kernels that this machine gets.
  static var inWords: String {
    let kernels = (try? KernelVariant.selected().rawValue) ?? "unknown"
    return "clausius \(number) (commit \(commit), kernels \(kernels))"
  }
}
