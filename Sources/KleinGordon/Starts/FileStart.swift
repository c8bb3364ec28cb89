import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore
import Foundation

/// A frame of a trajectory that holds phi and pi on the same grid.
public struct FileStart: StartForm {
  /// The trajectory.
  public var path = ""
  /// The number of the frame; negative ones count from the end.
  public var frame = -1

  static let word = "file"
  static let about = "phi and pi of a frame of a trajectory on the same grid"

  /// No path yet.
  public init() {}

  /// The keys of the start.
  public static let keys = [
    Key("path", \FileStart.path, isRequired: true, about: "the trajectory"),
    Key(
      "frame", \FileStart.frame, as: .integer(.any),
      about: "the number of the frame from 0; negative ones count from the end"),
  ]

  /// A field that was read.
  struct Loaded {
    var phi: [Double]
    var pi: [Double]
    /// What may surprise.
    var warnings: [Contradiction]
  }

  /// The field and its momentum at the points of a grid.
  ///
  /// - Throws: ``ContradictionError`` when the frame holds no field on this grid, or one that does
  ///   not fit the boundary; what reading it throws.
  func load(for model: KleinGordonModel, _ geometry: FieldGeometry, run: RunSettings) throws
    -> Loaded
  {
    let loaded = try run.loadFrame(path, frame)
    let (phi, pi) = try field(of: loaded)
    try checkGrid(loaded.context, geometry)
    try checkValues(phi, "phi", loaded.index)
    try checkValues(pi, "pi", loaded.index)
    let samples = EndSamples(boundary: geometry.boundary, rise: geometry.rise)
    if !samples.closes(phi) {
      throw ContradictionError(
        model.endContradiction(
          samples.ends(of: phi), slack: samples.largestStep(phi), at: "start.path"))
    }
    if !EndSamples(boundary: geometry.boundary, rise: 0).closes(pi) {
      throw refusal(
        "'\(path)': pi jumps at the boundary \(geometry.boundary.scenarioText)",
        "use the boundary of the run that wrote the file")
    }
    return Loaded(phi: phi, pi: pi, warnings: potentialWarnings(loaded.context, model))
  }

  private func refusal(_ message: String, _ advice: String) -> ContradictionError {
    ContradictionError(Contradiction(at: "start.path", message, advice: advice))
  }

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
        "'\(path)' holds phi and no pi, the momentum, without which nothing can go on", advice)
    }
  }

  private func checkGrid(_ context: FrameContext, _ geometry: FieldGeometry) throws {
    let own = context.gridPoints
    let wanted = geometry.positions
    let slack = 1e-6 * geometry.spacing
    if own.count == wanted.count, zip(own, wanted).allSatisfy({ abs($0 - $1) <= slack }) { return }
    let spacing =
      own.count > 1 ? (own[own.count - 1] - own[0]) / Double(own.count - 1) : geometry.length
    let domain = FieldDomain(context)
    let length = domain?.length ?? spacing * Double(own.count)
    let first = domain?.start ?? own.first ?? 0
    let boundary = domain.map { ", boundary \($0.boundary.word)" } ?? ""
    throw refusal(
      "'\(path)' lies on another grid: \(own.count) points from x = \(short(own.first)) to \(short(own.last))\(boundary); this one has \(wanted.count) from \(short(wanted.first)) to \(short(wanted.last)), boundary \(geometry.boundary.scenarioText)",
      "set points: \(own.count), x_min: \(first.scenarioText), length: \(length.scenarioText)"
        + (domain.map { ", boundary: \($0.boundary.word)" } ?? ""))
  }

  private func short(_ value: Double?) -> String {
    value.map { (($0 * 1e6).rounded() / 1e6).scenarioText } ?? "?"
  }

  private func checkValues(_ values: [Double], _ name: String, _ index: Int) throws {
    guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw refusal(
      "'\(path)': \(name) is \(values[bad]) at point \(bad) of frame \(index)",
      "give an earlier frame")
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

/// Whether samples of a field continue across the ends of its domain as a boundary says.
struct EndSamples {
  let boundary: FieldBoundary
  let rise: Double

  /// Whether the step across the ends is like the steps between the points.
  ///
  /// It is not when it is more than 4 times the largest of them, or when the cubic through four
  /// points misses the next one across the end by more than 1e-3 of the field and 4 times more than
  /// anywhere inside.
  func closes(_ field: [Double]) -> Bool {
    let count = field.count
    guard count >= 8 else { return true }
    let steps = largestStep(field)
    let misses = (4..<count).map { miss(field, before: $0, value: field[$0]) }.max() ?? 0
    let scale = max(1, field.map(abs).max() ?? 0)
    return crossings(field).allSatisfy { row, next in
      let last = row[row.count - 1]
      return abs(next - last) <= max(1e-3 * scale, 4 * steps)
        && miss(row, before: row.count, value: next) <= max(1e-3 * scale, 4 * misses)
    }
  }

  /// The largest difference of neighboring samples.
  func largestStep(_ field: [Double]) -> Double {
    zip(field, field.dropFirst()).map { abs($1 - $0) }.max() ?? 0
  }

  /// The values at the ends.
  func ends(of field: [Double]) -> FieldEnds {
    FieldEnds(first: field.first ?? 0, last: field.last ?? 0)
  }

  /// Rows of samples that lead to an end, and the sample that the boundary puts behind it.
  private func crossings(_ field: [Double]) -> [(row: [Double], next: Double)] {
    let last = Array(field.suffix(4))
    switch boundary {
    case .periodic, .winding: return [(last, field[0] + rise)]
    case .antiperiodic: return [(last, -field[0])]
    case .dirichlet:
      return [(last, -last[3]), (Array(field.prefix(4).reversed()), -field[0])]
    case .neumann: return []
    }
  }

  private func miss(_ row: [Double], before end: Int, value: Double) -> Double {
    let predicted =
      4 * (row[end - 1] + row[end - 3]) - 6 * row[end - 2] - row[end - 4]
    return abs(predicted - value)
  }
}
