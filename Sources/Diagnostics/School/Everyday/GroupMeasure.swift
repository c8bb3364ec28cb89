import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A number that a school, or one species of it, has at a frame: how fast, how wide, which way.
///
/// The value is exact for its frame.
protocol GroupMeasure: Diagnostic {
  /// The species that is meant, or `nil` for all individuals.
  var species: Int? { get set }

  /// The fewest individuals with a value.
  static var fewest: Int { get }

  /// The value of the individuals, at least ``fewest`` of them, or why there is none.
  func value(of school: School) throws(DiagnosticError) -> Estimate
}

extension GroupMeasure {
  /// One individual.
  static var fewest: Int { 1 }

  /// Refuses a species that is not there.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try species.check(in: context, of: Self.name)
  }

  /// The value of a frame; undefined for too few individuals.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.only(species: species).view()
    guard school.count >= Self.fewest else {
      return Estimate(
        undefined: .tooFewSamples(found: school.count, needed: Self.fewest), unit: unit,
        samples: school.count)
    }
    return try value(of: school)
  }
}

extension Int? {
  /// Refuses a species where the frames tell none, or none of that number; it may be absent for a
  /// time where individuals come and go.
  func check(in context: FrameContext, of name: String) throws(DiagnosticError) {
    guard let species = self else { return }
    guard let kinds = context.properties["species"] else { throw .noSpecies }
    guard context.attendance != nil || kinds.contains(Double(species)) else {
      let known = Set(kinds).sorted().map(\.scenarioText).joined(separator: ", ")
      throw DiagnosticError(
        "\(name): no individual is of species \(species)", advice: "there are \(known)")
    }
  }
}

extension Key {
  /// The key `species` of measures of a group.
  static func onlySpecies(_ path: WritableKeyPath<Root, Int?> & Sendable) -> Key {
    Key("species", path, in: .any, about: "the individuals of one species; all when left out")
  }
}
