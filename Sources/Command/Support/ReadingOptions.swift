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

  /// The options for a reader.
  var reading: TrajectoryReader.Options {
    .init(velocityFromDifferences: velocityFromDifferences, group: group, field: field)
  }
}
