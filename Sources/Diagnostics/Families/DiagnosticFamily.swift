import ClausiusSimulationCore

/// What suits the trajectories of one family, in one place: the diagnostics that an analysis
/// computes when nobody names any, the order parameters, the diagnostic that names the phase, and
/// the quantities that calls know by name.
public struct DiagnosticFamily: Sendable {
  /// The family, as systems declare it.
  public let family: SystemFamily
  /// Its trajectories, in words: "schools".
  public let about: String
  /// Whether frames of a file that names no family can be taken for this one.
  public let allows: @Sendable (FrameContents) -> Bool
  /// The calls of a usual analysis; a frame need not allow them all.
  public let defaultCalls: @Sendable (FrameContents) -> [String]
  /// The calls that say how ordered the system is; `compare` tests them when nobody names any.
  public let orderParameters: [String]
  /// The diagnostic that names the phase of a frame; `nil` where phases are not told apart.
  public let phase: String?
  /// The quantities that calls know by name, of any trajectory that allows them.
  public let quantities: [KnownQuantity]
  /// Why frames of the family lack a number of some name, such as one that is infinite; `nil` where
  /// nothing is known of that name.
  public let absence: @Sendable (_ name: String, _ contents: FrameContents) -> String?

  /// The diagnostics of `family`.
  ///
  /// - Parameters:
  ///   - family: the family, as systems declare it.
  ///   - about: its trajectories, in words.
  ///   - allows: whether frames of a file that names no family can be taken for this one; never
  ///     unless given.
  ///   - orderParameters: the calls that say how ordered the system is.
  ///   - phase: the diagnostic that names the phase of a frame.
  ///   - quantities: the quantities that calls know by name, beside those that frames carry.
  ///   - absence: why frames lack a number of some name; unknown unless given.
  ///   - defaultCalls: the calls of a usual analysis.
  public init(
    _ family: SystemFamily, about: String,
    allows: @escaping @Sendable (FrameContents) -> Bool = { _ in false },
    orderParameters: [String] = [], phase: String? = nil, quantities: [KnownQuantity] = [],
    absence: @escaping @Sendable (String, FrameContents) -> String? = { _, _ in nil },
    defaultCalls: @escaping @Sendable (FrameContents) -> [String]
  ) {
    self.family = family
    self.about = about
    self.allows = allows
    self.orderParameters = orderParameters
    self.phase = phase
    self.quantities = quantities
    self.absence = absence
    self.defaultCalls = defaultCalls
  }

  /// The families of this engine; the first that allows the frames of a file takes it where the
  /// file names none.
  public static let standard: [DiagnosticFamily] = [
    .field, .school, .active, .gas, .individuals,
  ]

  /// Any other family: what the run wrote with its frames.
  static func other(_ family: SystemFamily) -> DiagnosticFamily {
    DiagnosticFamily(family, about: "frames of the family \(family)") {
      $0.observables + $0.numbersOfLists
    }
  }
}

extension DiagnosticCatalog {
  /// The call that names phases of trajectories of `family`: that of the family, else the first
  /// that a family has.
  public func phase(of family: SystemFamily?) -> String? {
    families.first { $0.family == family }?.phase ?? families.lazy.compactMap(\.phase).first
  }

  /// The family of a trajectory: the one that its system declares, else the first that its contents
  /// allow.
  public func family(of contents: FrameContents) -> DiagnosticFamily {
    if let declared = contents.context.family {
      return families.first { $0.family == declared } ?? .other(declared)
    }
    return families.first { $0.allows(contents) } ?? .other("frames")
  }
}
