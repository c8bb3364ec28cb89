import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusSimulationCore

/// Makes pages of figures of runs.
public struct Plotter {
  /// The runs that share the picture.
  public let runs: [PlotRun]
  /// The figures that are wanted, in order.
  public let kinds: [FigureKind]
  /// The times of single frames that are wanted; the last of the window when empty.
  public let times: [Double]
  /// What a user should know before looking at the picture: times that the files do not hold.
  public let warnings: [String]
  private let units: PageUnits
  private let catalog: FigureCatalog

  /// A plotter for the figures called `names`, which may be calls of diagnostics too; the family's
  /// choice without names.
  ///
  /// - Throws: ``PlotError`` for names that are unknown, with the nearest that is known, and for
  ///   figures that the files do not allow.
  public init(
    _ runs: [PlotRun], names: [String]?, times: [Double] = [], isRelative: Bool = false,
    catalog: FigureCatalog = .standard
  ) throws(PlotError) {
    precondition(!runs.isEmpty)
    self.runs = runs
    self.times = times
    self.catalog = catalog
    warnings = runs.flatMap { run in times.compactMap { run.missing($0) } }
    units = try PageUnits(runs)
    let family = try catalog.family(of: runs)
    let choice = FigureChoice(
      family: family, catalog: catalog, runs: runs, isRelative: isRelative)
    if let names { kinds = try choice.kinds(names) } else { kinds = try choice.overview() }
  }

  /// The page of a picture.
  ///
  /// - Throws: ``PlotError``; what reading throws.
  public func page() throws -> Page {
    let collected = try collect()
    let figures = try kinds.indices.map { index in
      let panels: [Panel] =
        switch kinds[index].recipe {
        case .overTime(_, let draw):
          try draw(runs.indices.map { (runs[$0], collected[index][$0]) })
        case .atFrame(let survey, let draw): try stills(survey, draw)
        }
      return Figure(
        name: kinds[index].name, panels: panels,
        columns: kinds[index].columns.map { min($0, panels.count) })
    }
    return units.applied(to: Page(title: title, figures: figures))
  }

  /// The scenario's title where all runs have the same; the list of their names is in the legends.
  private var title: String {
    Set(runs.map(\.title)).count == 1 ? runs[0].title : ""
  }

  // MARK: - All frames

  /// For every figure and run what has been collected in one pass over the run; nothing for figures
  /// of single frames.
  private func collect() throws -> [[any FrameFollower]] {
    var collected = kinds.map { _ in [any FrameFollower]() }
    for run in runs {
      var pass = FramePass(over: run.reader)
      for (index, kind) in kinds.enumerated() {
        guard case .overTime(let collect, _) = kind.recipe else { continue }
        let (collector, stride) = try collect(run)
        pass.show(run.frames(stride: stride), to: collector)
        collected[index].append(collector)
      }
      try pass.run()
    }
    return collected
  }

  // MARK: - Single frames

  private typealias Survey = @Sendable (Shot, inout Scene) throws -> Void
  private typealias Draw = @Sendable ([Shot], Scene) throws -> [Panel]

  private func stills(_ survey: Survey, _ draw: Draw) throws -> [Panel] {
    let shots = try runs.flatMap { run in
      let frames =
        times.isEmpty ? [run.window.upperBound - 1] : times.map { run.frame(nearest: $0) }
      return try frames.map { frame in try shot(run, frame) }
    }
    var scene = Scene()
    for shot in shots { try survey(shot, &scene) }
    return try draw(shots, scene)
  }

  private func shot(_ run: PlotRun, _ frame: Int) throws -> Shot {
    Shot(run: run, frame: try run.read(frame), label: runs.count == 1 ? "" : run.label)
  }

  // MARK: - Movies

  /// A movie: how many pictures, and each of them.
  public struct Movie {
    /// The number of pictures.
    public let count: Int
    /// Makes a picture.
    public let page: (Int) throws -> Page
  }

  /// Pictures of at most `most` frames unless every k-th is asked for; figures of all frames stand
  /// still with a mark at the moment.
  ///
  /// - Throws: ``PlotError`` when no figure shows single frames; what reading throws.
  public func movie(atMost most: Int = 300) throws -> Movie {
    guard kinds.contains(where: \.isOfFrames) else {
      let names = catalog.families.flatMap(\.kinds).filter(\.isOfFrames).map(\.name)
      throw PlotError(
        .request, "none of these figures moves: \(kinds.map(\.name).joined(separator: ", "))",
        advice: "those that move: " + Set(names).sorted().joined(separator: ", "))
    }
    let first = runs[0]
    let step = first.stride(frames: most)
    let frames = Array(stride(from: first.window.lowerBound, to: first.window.upperBound, by: step))
    let still = try collect()
    let scenes = try scenes(frames)
    return Movie(count: frames.count) { number in
      let time = first.reader.times[frames[number]]
      return try moment(time, scenes: scenes, still: still)
    }
  }

  /// What the frames of a movie have in common, seen in at most fifty of them.
  private func scenes(_ frames: [Int]) throws -> [Scene] {
    var scenes = kinds.map { _ in Scene() }
    let first = runs[0]
    for index in stride(from: 0, to: frames.count, by: max(1, frames.count / 50)) {
      for run in runs {
        let shot = try shot(run, run.frame(nearest: first.reader.times[frames[index]]))
        for (k, kind) in kinds.enumerated() {
          guard case .atFrame(let survey, _) = kind.recipe else { continue }
          try survey(shot, &scenes[k])
        }
      }
    }
    return scenes
  }

  private func moment(
    _ time: Double, scenes: [Scene], still: [[any FrameFollower]]
  ) throws -> Page {
    let shots = try runs.map { try shot($0, $0.frame(nearest: time)) }
    let figures = try kinds.indices.map { index in
      let panels: [Panel]
      switch kinds[index].recipe {
      case .atFrame(_, let draw): panels = try draw(shots, scenes[index])
      case .overTime(_, let draw):
        panels = try draw(runs.indices.map { (runs[$0], still[index][$0]) }).map { panel in
          var panel = panel
          panel.now = time
          return panel
        }
      }
      return Figure(
        name: kinds[index].name, panels: panels,
        columns: kinds[index].columns.map { min($0, panels.count) })
    }
    return units.applied(to: Page(title: title, figures: figures))
  }
}
