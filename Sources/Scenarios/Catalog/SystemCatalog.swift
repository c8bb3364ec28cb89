import ClausiusActiveParticles
import ClausiusDeclarations
import ClausiusHardDiscs
import ClausiusKleinGordon
import ClausiusSchooling
import ClausiusSimulationCore

/// The systems that a scenario can name: the one switch between a name and a system.
public struct SystemCatalog: Sendable {
  /// The models, in the order in which they are listed.
  public let models: [any SystemModel.Type]

  /// The systems of this engine. A new system is one more line here.
  public static let standard = SystemCatalog([
    CouzinModel.self, HardDiscsModel.self, KleinGordonModel.self,
    ActiveParticlesModel.self,
  ])

  /// A catalog of `models`, whose names must differ.
  public init(_ models: [any SystemModel.Type]) {
    precondition(Set(models.map { $0.name }).count == models.count)
    self.models = models
  }

  /// The catalog with more systems at its end.
  ///
  /// - Throws: a `NameClash` when a system, or a key of every scenario, has a name already.
  public func adding(_ more: [any SystemModel.Type]) throws(NameClash) -> SystemCatalog {
    try NameClash.refuse(
      more.map { $0.name }, of: "system",
      where: [
        "a system": names,
        "a key of every scenario": ["scenario"] + ScenarioKeys.keys.map(\.description.name),
      ])
    return SystemCatalog(models + more)
  }

  /// The names of all systems.
  public var names: [String] { models.map { $0.name } }

  /// The model called `name`.
  public subscript(name: String) -> (any SystemModel.Type)? {
    models.first { $0.name == name }
  }

  /// The model that `entry`, the value of the key `system`, names.
  ///
  /// - Throws: a problem with the nearest name.
  func model(namedBy entry: Node.Entry) throws(Problems) -> any SystemModel.Type {
    let written = try String(from: entry.value, as: String.kind)
    if let model = self[written] { return model }
    throw Problems(
      Problem(
        "unknown system '\(written)'", at: entry.value.position,
        advice: names.nearestName(to: written).map { "did you mean '\($0)'?" }
          ?? "known systems: " + names.joined(separator: ", ")))
  }
}
