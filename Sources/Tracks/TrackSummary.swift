import ClausiusDeclarations

/// What an import found and did.
public struct TrackSummary: Sendable {
  /// Individuals in the files, and in the trajectory, where those that come back may be others.
  public private(set) var individuals: (found: Int, written: Int)
  /// Frames of the trajectory.
  public private(set) var frames = 0
  /// The times of the first and the last frame.
  public private(set) var times = 0.0...0.0
  /// The fewest and the most individuals in a frame.
  public private(set) var present = 0...0
  /// Gaps between frames in which an individual was seen: their number, and the longest in frames.
  public let gaps: (count: Int, longest: Int)
  /// Places that were filled in.
  public internal(set) var filled = 0
  /// Frames missing between others, for all individuals.
  public private(set) var missingFrames = 0
  /// Whether the times are equally spaced.
  public let isEquallySpaced: Bool
  /// Rows beyond the first of an individual in a frame.
  public internal(set) var duplicates = 0
  /// Rows without a place.
  public internal(set) var rowsWithoutPlace = 0
  /// Rows that name no individual.
  public internal(set) var rowsWithoutIndividual = 0
  /// How velocities came about; `nil` where there are none.
  public internal(set) var method: String?
  /// What is known of velocities from fits.
  public internal(set) var velocities = TrackVelocities()
  /// Places outside of the arena.
  public private(set) var outside: Int?
  /// How the files were read.
  public internal(set) var notes: [String] = []
  private var unit = ""

  init(_ tracks: Tracks) {
    gaps = tracks.gaps
    isEquallySpaced = tracks.isEquallySpaced
    individuals = (tracks.tracks.count, tracks.tracks.count)
  }

  /// Takes up what the finished tracks are.
  mutating func note(_ tracks: Tracks, _ options: TrackOptions) {
    individuals.written = tracks.tracks.count
    frames = tracks.steps.count
    times = (tracks.times.first ?? 0)...(tracks.times.last ?? 0)
    missingFrames = tracks.missingFrames
    unit = "\(options.unit)/\(options.timeUnit)"
    var counts = [Int](repeating: 0, count: frames)
    for track in tracks.tracks { for frame in track.frames { counts[frame] += 1 } }
    present = (counts.min() ?? 0)...(counts.max() ?? 0)
    if let arena = options.arena {
      outside = tracks.tracks.reduce(0) { $0 + $1.positions.count { !arena.contains($0) } }
    }
  }

  /// The facts, each as text and as JSON.
  private var facts: [(name: String, text: String, json: JSON)] {
    func count(_ name: String, _ number: Int) -> (String, String, JSON) {
      (name, "\(number)", .integer(number))
    }
    func number(_ name: String, _ number: Double?) -> (String, String, JSON) {
      (name, number?.scenarioText ?? "unknown", number.map(JSON.number) ?? .null)
    }
    var facts = [
      count("individuals", individuals.written), count("frames", frames),
      number("first_time", times.lowerBound), number("last_time", times.upperBound),
      count("fewest_present", present.lowerBound), count("most_present", present.upperBound),
      count("gaps", gaps.count), count("longest_gap", gaps.longest),
      count("filled", filled), count("missing_frames", missingFrames),
      ("equally_spaced", isEquallySpaced ? "yes" : "no", .boolean(isEquallySpaced)),
      count("duplicates", duplicates), count("rows_without_place", rowsWithoutPlace),
      count("rows_without_individual", rowsWithoutIndividual),
      ("velocity", method ?? "none", method.map(JSON.text) ?? .null),
    ]
    if individuals.found != individuals.written {
      facts.insert(count("individuals_found", individuals.found), at: 0)
    }
    if method?.hasPrefix(SavitzkyGolay.name) == true {
      let error = velocities.standardError
      facts += [
        (
          "velocity_standard_error", error.map { "\($0.scenarioText) \(unit)" } ?? "unknown",
          error.map(JSON.number) ?? .null
        ),
        count("velocities_of_lower_degree", velocities.lowerDegree),
        count("velocities_unknown", velocities.unknown),
      ]
    }
    if let outside { facts.append(count("outside_arena", outside)) }
    return facts
  }

  /// A line for each fact, and the notes.
  public var table: String {
    let width = facts.map(\.name.count).max() ?? 0
    return (facts.map { $0.name.padded(to: width) + "  " + $0.text } + notes).joined(
      separator: "\n")
  }

  /// The facts and the notes.
  public var json: JSON {
    .object(facts.map { .init($0.name, $0.json) } + [.init("notes", .list(notes.map(JSON.text)))])
  }
}
