import ClausiusDeclarations
import ClausiusTrajectories

/// Tracks that were read from files, ready to be written as a trajectory.
public struct TrackImport: Sendable {
  /// The tracks, with their velocities and gaps as asked for.
  public let tracks: Tracks
  /// How they were read.
  public let options: TrackOptions
  /// What was found and done.
  public let summary: TrackSummary
  /// The files that were read.
  public let sources: [ImportRecord.Source]
  /// The instant of time 0; `nil` where times are plain numbers.
  let epoch: String?

  /// The name of the file at `path` without its endings; `stdin` for what comes through a pipe.
  public static func name(of path: String) -> String { TrackFile.plainName(of: path) }

  /// Reads files, also through pipes; `-` is the standard input.
  ///
  /// - Throws: ``TrackError`` and `DatasetError` with file, line and column for what cannot be read
  ///   or says two things at once.
  public init(_ files: [String], _ options: TrackOptions) throws {
    let samples = try TrackReader(options: options).samples(of: files)
    var assembly = try TrackAssembly(samples, options)
    var tracks = try assembly.tracks()
    var summary = TrackSummary(tracks)
    summary.duplicates = assembly.duplicates
    summary.rowsWithoutPlace = assembly.withoutPlace + samples.unplaced
    summary.rowsWithoutIndividual = samples.unnamed
    summary.notes = samples.notes + [assembly.note]
    if options.gaps == .split { tracks.split() }
    if samples.velocities.isEmpty, let rule = options.velocity {
      summary.method = rule.text
      summary.velocities = TrackVelocities.add(rule, to: &tracks)
    } else if !samples.velocities.isEmpty {
      summary.method = "columns"
    }
    if case .interpolate(let most) = options.gaps {
      summary.filled = tracks.interpolate(upTo: most)
    }
    summary.note(tracks, options)
    sources = samples.sources
    self.tracks = tracks
    self.options = options
    self.summary = summary
    epoch = samples.epoch
  }
}
