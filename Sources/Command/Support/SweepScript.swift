import ArgumentParser
import ClausiusDeclarations
import ClausiusSweeps

/// Scripts that run the parts of a sweep by another program, which we only print.
enum SweepScript: String, CaseIterable, ExpressibleByArgument {
  /// An array of jobs.
  case slurm
  /// GNU parallel.
  case parallel

  /// A part runs about so long, in seconds: an array of many short jobs keeps a scheduler busy.
  private static let partLength = 600.0
  private static let mostParts = 1000

  /// The script for the members of `sweep` that are pending, each of which takes `seconds`.
  func text(_ command: String, name: String, pending: Int, seconds: Double) -> String {
    let total = seconds * Double(max(1, pending))
    let parts = min(
      Self.mostParts, max(1, pending), Int((total / Self.partLength).rounded(.up)) + 1)
    let length = total / Double(parts)
    switch self {
    case .slurm:
      return """
        #!/bin/bash
        # \(parts) parts of about \(duration(length)) each. Submit this file with sbatch; submit it again to go on.
        # When all parts are done: \(command) --collect
        #SBATCH --job-name=\(name)
        #SBATCH --array=1-\(parts)
        #SBATCH --cpus-per-task=1
        #SBATCH --time=\(Self.limit(of: length))
        #SBATCH --signal=B:TERM@60
        exec \(command) --part "$SLURM_ARRAY_TASK_ID/\(parts)" --jobs "$SLURM_CPUS_PER_TASK" --quiet
        """
    case .parallel:
      return """
        #!/bin/bash
        # \(parts) parts of about \(duration(length)) each. Run this file with bash; run it again to go on.
        seq \(parts) | parallel '\(command.replacing("'", with: "'\\''")) --part {}/\(parts) --jobs 1 --quiet'
        \(command) --collect
        """
    }
  }

  /// Three times as long as a part is thought to take, and two minutes more, as Slurm writes it.
  private static func limit(of seconds: Double) -> String {
    let minutes = Int((3 * min(seconds, 1e8) / 60).rounded(.up)) + 2
    let digits = { (number: Int) in (number < 10 ? "0" : "") + "\(number)" }
    return "\(digits(minutes / 60)):\(digits(minutes % 60)):00"
  }
}
