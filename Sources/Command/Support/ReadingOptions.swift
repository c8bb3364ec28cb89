import ArgumentParser
import ClausiusTrajectories

/// How a trajectory of another program is read.
struct ReadingOptions: ParsableArguments {
  @Option(help: "The group of individuals to read, where a file has several; see 'inspect'.")
  var group: String?

  @Option(help: "The variable of a netCDF file that is the field phi.")
  var field: String?

  @Flag(help: "Make velocities that a file lacks from differences of its positions.")
  var velocityFromDifferences = false

  @Option(
    help:
      "The dimension that individuals live in, 2 or 3, in a file with three components; see 'inspect'."
  )
  var dimension: Int?

  func validate() throws {
    if let dimension, !(2...3).contains(dimension) {
      throw ValidationError("--dimension must be 2 or 3")
    }
  }

  /// The options for a reader.
  var reading: TrajectoryReader.Options {
    .init(
      velocityFromDifferences: velocityFromDifferences, group: group, field: field,
      dimension: dimension)
  }
}
