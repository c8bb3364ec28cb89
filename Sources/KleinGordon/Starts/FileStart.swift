import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore

/// A frame of a trajectory, or of a file of another program, that holds phi and pi.
public struct FileStart: StartForm {
  /// The file.
  public var path = ""
  /// The number of the frame; negative ones count from the end.
  public var frame = -1
  /// What phi is called in the file; `nil` for the usual name.
  public var phi: String?
  /// What pi is called; `none` for a field at rest.
  public var pi: String?
  /// What the places of the points are called.
  public var x: String?
  /// The file of pi, where it is another.
  public var piPath: String?
  /// What is done with samples on another grid.
  public var interpolation = GridInterpolation.none

  static let word = "file"
  static let about = "phi and pi of a trajectory, or of an HDF5, netCDF, NumPy or CSV file"

  /// No path yet.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key("path", \FileStart.path, isRequired: true, about: "the file"),
    Key(
      "frame", \FileStart.frame, as: .integer(.any),
      about: "the number of the frame from 0; negative ones count from the end"),
    Key(
      "phi", \FileStart.phi,
      about:
        "the dataset, variable, array or column that is phi, [X] or [T][X]; phi or the only one there is by default"
    ),
    Key(
      "pi", \FileStart.pi,
      about: "the one that is pi; pi by default, where there is one; none for a field at rest"),
    Key(
      "x", \FileStart.x,
      about:
        "the one with the places of the points; by default the scale of phi, or x; without any, those of this grid"
    ),
    Key("pi_path", \FileStart.piPath, about: "the file of pi, where it is another"),
    Key(
      "interpolation", \FileStart.interpolation, about: "what is done with samples on another grid"),
  ]

  /// A field that was read.
  struct Loaded {
    var phi: [Double]
    var pi: [Double]
    /// What may surprise.
    var warnings: [Contradiction]

    /// Whether the last samples are those that the boundary puts behind the others, a length after
    /// the first.
    func repeatsFirst(_ domain: FieldDomain) -> Bool {
      func repeats(_ values: [Double], rise: Double) -> Bool {
        guard let first = values.first, let last = values.last, values.count > 2 else {
          return false
        }
        let scale = max(values.map(abs).max() ?? 0, abs(rise))
        let next = domain.boundary == .antiperiodic ? -first : first + rise
        return abs(last - next) <= 1e-6 * scale
      }
      return !domain.boundary.isReflecting && repeats(phi, rise: domain.rise)
        && repeats(pi, rise: 0)
    }
  }

  /// The field and its momentum at the points of a grid.
  ///
  /// - Throws: ``ContradictionError`` when the frame holds no field on this grid, or one that does
  ///   not fit the boundary; what reading it throws.
  func load(for model: KleinGordonModel, _ geometry: FieldGeometry, run: RunSettings) throws
    -> Loaded
  {
    let samples = try samples(run)
    var loaded = Loaded(
      phi: samples.phi, pi: samples.pi ?? samples.phi.map { _ in 0 }, warnings: [])
    loaded.warnings = samples.notes.map { Contradiction(at: "start.path", $0) }
    if samples.pi == nil, pi != "none" { loaded.warnings.append(restWarning) }
    try checkValues(loaded.phi, "phi", samples.frame)
    try checkValues(loaded.pi, "pi", samples.frame)
    try place(&loaded, of: samples, on: geometry)
    try checkEnds(loaded, model, geometry)
    if let context = samples.context { loaded.warnings += potentialWarnings(context, model) }
    return loaded
  }

  private func samples(_ run: RunSettings) throws -> FieldSamples {
    var request = FieldRequest(path: path, frame: frame)
    (request.phi, request.pi, request.x, request.piPath) = (phi, pi, x, piPath)
    if let found = try run.loadField?(request) { return found }
    let frame = try run.loadFrame(path, frame)
    let (phi, pi) = try field(of: frame)
    return FieldSamples(
      phi: phi, pi: pi, points: frame.context.gridPoints, frame: frame.index,
      context: frame.context)
  }

  func refusal(_ message: String, _ advice: String) -> ContradictionError {
    ContradictionError(Contradiction(at: "start.path", message, advice: advice))
  }

  private var restWarning: Contradiction {
    Contradiction(
      at: "start.path", "'\(piPath ?? path)' holds no pi: the field starts at rest, pi = 0",
      advice: "name the momentum with pi, or write pi: none")
  }
}

// MARK: - What is checked

extension FileStart {
  private func field(of frame: Frame) throws -> (phi: [Double], pi: [Double]) {
    let context = frame.context
    guard context.isField else {
      let system = context.system.isEmpty ? "" : " of \(context.system)"
      throw refusal(
        "'\(path)' holds \(context.individuals) individuals\(system) and no field",
        "give a trajectory of klein_gordon")
    }
    guard context.members == 0 else {
      throw refusal(
        "'\(path)' holds an ensemble of \(context.members) fields, whose points are not written",
        "run the one field without 'ensemble', and start from its trajectory")
    }
    let advice =
      "run it again with output: {quantities: [phi, pi]}, or with a longer duration from its checkpoint"
    switch (frame["phi"], frame["pi"]) {
    case (let phi?, let pi?): return (phi, pi)
    case (nil, nil): throw refusal("'\(path)' holds neither phi nor pi", advice)
    case (nil, _): throw refusal("'\(path)' holds pi and no phi", advice)
    case (_, nil):
      throw refusal(
        "'\(path)' holds phi and no pi, the momentum, without which nothing can go on",
        advice + "; pi: none starts it at rest")
    }
  }

  private func checkValues(_ values: [Double], _ name: String, _ index: Int) throws {
    guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw refusal(
      "'\(path)': \(name) is \(values[bad]) at point \(bad) of frame \(index)",
      "give an earlier frame")
  }

  private func checkEnds(
    _ loaded: Loaded, _ model: KleinGordonModel, _ geometry: FieldGeometry
  ) throws {
    let samples = EndSamples(boundary: geometry.boundary, rise: geometry.rise)
    if !samples.closes(loaded.phi), loaded.repeatsFirst(geometry.domain) {
      let count = loaded.phi.count - 1
      throw refusal(
        "the last point of '\(path)' repeats the first, a length further",
        "set points: \(count), length: \((geometry.spacing * Double(count)).scenarioText)")
    }
    if !samples.closes(loaded.phi) {
      throw ContradictionError(
        model.endContradiction(
          samples.ends(of: loaded.phi), slack: samples.largestStep(loaded.phi), at: "start.path"))
    }
    if !EndSamples(boundary: geometry.boundary, rise: 0).closes(loaded.pi) {
      throw refusal(
        "'\(path)': pi jumps at the boundary \(geometry.boundary.scenarioText)",
        "use the boundary of the run that wrote the file")
    }
  }

  /// The potential that the file states, where it is another than that of the scenario.
  private func potentialWarnings(
    _ context: FrameContext, _ model: KleinGordonModel
  ) -> [Contradiction] {
    guard let stated = FieldPotential(context)?.parameters else { return [] }
    let own = model.potential.form.stated().parameters
    let different = Set(stated.keys).union(own.keys).sorted().first { key in
      let (a, b) = (stated[key] ?? 0, own[key] ?? 0)
      return abs(a - b) > 1e-12 * max(1, abs(a), abs(b))
    }
    guard let different else { return [] }
    return [
      Contradiction(
        at: "start.path",
        "'\(path)' was made with another potential than \(model.potential.scenarioText): \(different) is \((stated[different] ?? 0).scenarioText) there and \((own[different] ?? 0).scenarioText) here",
        advice: "the field goes on in the potential of this scenario")
    ]
  }
}
