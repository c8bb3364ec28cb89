import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore

/// A frame to be drawn, with the run that it belongs to.
public struct Shot {
  /// The run.
  public let run: PlotRun
  /// The frame.
  public let frame: Frame
  /// What tells it apart from the others on the picture; empty when there is only one.
  public var label: String
}

/// What pictures of several frames have in common, so that a movie does not jump.
public struct Scene: Sendable, Hashable {
  /// Ranges under names that a figure chooses.
  public var ranges: [String: ClosedRange<Double>] = [:]
  /// From where space is seen.
  public var view = View()

  /// Makes the range called `name` hold `range` too, where there is one.
  public mutating func include(_ range: ClosedRange<Double>?, as name: String) {
    guard let range else { return }
    guard let known = ranges[name] else { return ranges[name] = range }
    ranges[name] =
      min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
  }
}

/// A kind of figure: its name, what it shows, and how it is made of frames.
///
/// A new figure is one value like this, named in the list of its ``FigureFamily``.
public struct FigureKind: Sendable {
  /// How a figure is made.
  enum Recipe: Sendable {
    /// Of all frames: a collector for each run, and panels of what they have collected.
    case overTime(
      collect: @Sendable (PlotRun) throws -> (collector: any FrameFollower, stride: Int),
      draw: @Sendable ([(run: PlotRun, collector: any FrameFollower)]) throws -> [Panel])
    /// Of single frames: what they have in common, and panels of the frames that are shown
    /// together.
    case atFrame(
      survey: @Sendable (Shot, inout Scene) throws -> Void,
      draw: @Sendable ([Shot], Scene) throws -> [Panel])
  }

  /// The word in `--what`.
  public let name: String
  /// What it shows, in one clause.
  public let about: String
  /// Why frames of a run cannot be drawn so; `nil` when they can.
  let obstacle: @Sendable (PlotRun) -> String?
  let recipe: Recipe
  /// The panels that belong beside each other, in equal size; `nil` where none do.
  private(set) var columns: Int?

  /// The figure with panels that belong beside each other, in equal size.
  public func besideEachOther(_ columns: Int) -> FigureKind {
    var kind = self
    kind.columns = columns
    return kind
  }

  /// Whether it shows single frames, which a movie shows one after the other.
  public var isOfFrames: Bool {
    if case .atFrame = recipe { return true }
    return false
  }

  /// A figure of single frames, which a movie shows one after the other.
  ///
  /// - Parameters:
  ///   - name: the word in `--what`.
  ///   - about: what it shows, in one clause.
  ///   - obstacle: why frames of a run cannot be drawn so; `nil` when they can.
  ///   - survey: notes what pictures of several frames have in common, such as ranges; called for
  ///     each of them before any is drawn.
  ///   - draw: the panels of the frames that are shown together.
  public static func atFrame(
    _ name: String, about: String, obstacle: @escaping @Sendable (PlotRun) -> String?,
    survey: @escaping @Sendable (Shot, inout Scene) throws -> Void = { _, _ in },
    draw: @escaping @Sendable ([Shot], Scene) throws -> [Panel]
  ) -> FigureKind {
    FigureKind(
      name: name, about: about, obstacle: obstacle,
      recipe: .atFrame(survey: survey, draw: draw))
  }

  /// A figure of all frames.
  ///
  /// - Parameters:
  ///   - name: the word in `--what`.
  ///   - about: what it shows, in one clause.
  ///   - obstacle: why frames of a run cannot be drawn so; `nil` when they can.
  ///   - collect: what follows the frames of a run, and every how many-th it sees.
  ///   - draw: the panels of what has been collected, run by run.
  public static func overTime<C: FrameFollower & SendableMetatype>(
    _ name: String, about: String, obstacle: @escaping @Sendable (PlotRun) -> String?,
    collect: @escaping @Sendable (PlotRun) throws -> (C, stride: Int),
    draw: @escaping @Sendable ([(run: PlotRun, collected: C)]) throws -> [Panel]
  ) -> FigureKind {
    FigureKind(
      name: name, about: about, obstacle: obstacle,
      recipe: .overTime(
        collect: { try collect($0) },
        draw: { pairs in
          try draw(
            pairs.compactMap { run, collector in
              (collector as? C).map { (run: run, collected: $0) }
            })
        }))
  }
}

/// The figures of one family of trajectories.
public struct FigureFamily: Sendable {
  /// The name of the family.
  public let name: String
  /// The trajectories that belong to it, in words.
  public let about: String
  /// Whether frames of this kind belong to it.
  public let serves: @Sendable (FrameContext) -> Bool
  /// Its figures.
  public let kinds: [FigureKind]
  /// The figures of the picture that is made when nobody says what to show.
  public let overview: [String]
  /// The figures of the picture that several trajectories share when nobody says what to show.
  public let comparison: [String]

  /// The family `name`.
  ///
  /// - Parameters:
  ///   - name: its name, that of no other family.
  ///   - about: the trajectories that belong to it, in words: "lattices of spins".
  ///   - serves: whether frames of this kind belong to it.
  ///   - kinds: its figures.
  ///   - overview: the names of those that are drawn when nobody says what to show.
  ///   - comparison: the names of those that several trajectories share then; those of `overview`
  ///     by default.
  public init(
    name: String, about: String, serves: @escaping @Sendable (FrameContext) -> Bool,
    kinds: [FigureKind], overview: [String], comparison: [String]? = nil
  ) {
    self.name = name
    self.about = about
    self.serves = serves
    self.kinds = kinds
    self.overview = overview
    self.comparison = comparison ?? overview
  }
}

/// The families that there are: the one place where a family of figures is registered.
public struct FigureCatalog: Sendable {
  /// Every family; the first that serves a trajectory draws it.
  public static let standard = FigureCatalog(families: [
    .school, .active, .gas, .ensemble, .field, .particles, .other,
  ])

  /// The families.
  public let families: [FigureFamily]

  /// A catalog of `families`.
  public init(families: [FigureFamily]) { self.families = families }

  /// The catalog with more families before its own: the first that serves a trajectory draws it.
  ///
  /// - Throws: a `NameClash` when a family has a name already.
  public func adding(_ more: [FigureFamily]) throws(NameClash) -> FigureCatalog {
    try NameClash.refuse(
      more.map(\.name), of: "family of figures",
      where: ["a family of figures": families.map(\.name)])
    return FigureCatalog(families: more + families)
  }

  /// The first family that serves all of `runs`.
  ///
  /// - Throws: ``PlotError`` when runs are too different to be drawn on one picture.
  public func family(of runs: [PlotRun]) throws(PlotError) -> FigureFamily {
    if let family = families.first(where: { family in
      runs.allSatisfy { family.serves($0.context) }
    }) {
      return family
    }
    let contents = runs.map { run in
      "\(run.reader.path) (\(families.first { $0.serves(run.context) }?.about ?? "of no known kind"))"
    }
    throw PlotError(
      .request, "\(contents.joined(separator: " and ")) cannot share a picture",
      advice: "draw them one at a time")
  }
}
