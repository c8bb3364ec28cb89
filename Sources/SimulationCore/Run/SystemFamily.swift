/// What kind of system a trajectory is of, whoever wrote it: which diagnostics, figures and derived
/// quantities suit it.
///
/// A system declares its family; the word is written into the file. A package may have one of its
/// own.
public struct SystemFamily: Sendable, Hashable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The word in the file.
  public let name: String

  /// The family called `name`.
  public init(_ name: String) { self.name = name }

  /// The family called `value`.
  public init(stringLiteral value: String) { name = value }

  /// The word in the file.
  public var description: String { name }

  /// Individuals that align and keep together.
  public static let school: SystemFamily = "school"
  /// Particles that collide.
  public static let gas: SystemFamily = "gas"
  /// Fields on a line, and ensembles of them.
  public static let field: SystemFamily = "field"
  /// Particles that propel themselves.
  public static let active: SystemFamily = "active"
  /// Ordinary differential equations and maps with few variables.
  public static let flow: SystemFamily = "flow"
  /// Cells or spins on a lattice.
  public static let lattice: SystemFamily = "lattice"
  /// Individuals of which nothing more is known, as in files of other writers.
  public static let individuals: SystemFamily = "individuals"
}
