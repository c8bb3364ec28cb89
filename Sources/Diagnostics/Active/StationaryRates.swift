import ClausiusDeclarations
import ClausiusSimulationCore

/// Rates of entropy production are those of a stationary state, which self-propelled particles
/// reach after some persistence times.
public enum StationaryRates {
  /// The persistence times that a state needs to become stationary.
  public static let persistenceTimes = 5.0

  /// What a user should know of rates that are averaged over frames from `time` on; `nil` where no
  /// rate is asked for, the file states no persistence time, or `time` is late enough.
  ///
  /// - Parameters:
  ///   - names: calls of diagnostics, or names of observables.
  ///   - contents: what the frames carry.
  ///   - time: the time of the first frame.
  public static func warning(
    _ names: [String], in contents: FrameContents, from time: Double
  ) -> String? {
    guard contents.isOfActiveParticles, let longest = longestPersistence(contents.context),
      time < persistenceTimes * longest * (1 - 1e-9),
      let rate = names.first(where: isRate)
    else { return nil }
    let needed = (persistenceTimes * longest).timeText
    return
      "\(rate) is averaged from time \(time.timeText) on, before 5 persistence times (\(needed)): the state may not be stationary; give --from \(needed)"
  }

  private static func isRate(_ name: String) -> Bool {
    ["entropy_production", "local_entropy_production", "contraction", "active_work_rate"].contains {
      name.hasPrefix($0)
    } || name.hasPrefix("effective_swim_speed") || name.hasPrefix("probability_flow")
  }

  /// The longest persistence time of particles that propel themselves.
  private static func longestPersistence(_ context: FrameContext) -> Double? {
    if let each = context.properties["persistence_time"] {
      let speeds = context.properties["speed"] ?? each.map { _ in 1 }
      return zip(each, speeds).filter { $0.1 > 0 && $0.0.isFinite }.map(\.0).max()
    }
    guard let time = context.parameters["persistence_time"], time.isFinite, time > 0,
      context.parameters["self_propulsion_speed"] != 0
    else { return nil }
    return time
  }
}
