import ClausiusDeclarations

/// A model that can be named in a scenario: its parameters, and how to set it in motion.
///
/// The conforming type is the table of parameters. A new system is one type like this in a folder
/// of its own, and one line in the catalog of systems.
public protocol SystemModel: Declared {
  /// The word in a scenario: `system: couzin`.
  static var name: String { get }

  /// What it is, in one sentence.
  static var about: String { get }

  /// Author, year, journal.
  static var source: String { get }

  /// The family whose diagnostics and figures suit it; one of its own unless the model says so.
  static var family: SystemFamily { get }

  /// How the model moves in time.
  static var timeKind: TimeKind { get }

  /// The quantities that its systems offer for output, the default ones first; `position` and
  /// `velocity` by default.
  static var quantities: [QuantityDescription] { get }

  /// The quantities that frames carry when a scenario names none; `nil` for position and velocity,
  /// or for all where there is neither.
  static var usualQuantities: [String]? { get }

  /// The numbers of its own that a frame of its systems carries beside the quantities; none by
  /// default.
  static var observables: [ObservableDescription] { get }

  /// The numbers that frames carry only with some parameters, each with the key on which it
  /// depends; none by default.
  static var optionalObservables: [OptionalObservable] { get }

  /// Whether a run can turn every velocity around and retrace its path; not by default.
  static var isReversible: Bool { get }

  /// Bytes of memory that one individual or one grid point takes in a run, `nil` when that depends
  /// on the parameters.
  static var bytesPerElement: Double? { get }

  /// The key that sets how large the system is, named when a run does not fit; the first whole
  /// number by default.
  static var sizeKey: String? { get }

  /// The quantities that the system with these parameters offers, the default ones first;
  /// ``quantities`` by default.
  var offeredQuantities: [QuantityDescription] { get }

  /// The numbers of its own that a frame of the system with these parameters carries;
  /// ``observables`` of the type unless the parameters add some.
  var offeredObservables: [ObservableDescription] { get }

  /// A time step that is stable and accurate with these parameters, for `time_step: auto`; none
  /// by default.
  var safeTimeStep: Double? { get }

  /// What is wrong with the parameters together with the time step; keys are paths within the
  /// model's group, or from the root where they begin with `run.`.
  func contradictions(timeStep: Double) -> [Contradiction]

  /// What is allowed and yet may surprise, reported when a run begins; nothing by default.
  func warnings() -> [Contradiction]

  /// The memory that a run needs, in bytes, known before anything is allocated.
  func memory(run: RunSettings) -> MemoryEstimate

  /// The initial state and its stepper.
  ///
  /// - Throws: ``ContradictionError`` when no such state exists; what `run.loadFrame` throws.
  func makeSystem(run: RunSettings) throws -> any System
}

extension SystemModel {
  /// A family of its own.
  public static var family: SystemFamily { SystemFamily(name) }

  /// Position and velocity.
  public static var quantities: [QuantityDescription] { [.position, .velocity] }

  /// Position and velocity, or all.
  public static var usualQuantities: [String]? { nil }

  /// No numbers of its own.
  public static var observables: [ObservableDescription] { [] }

  /// None.
  public static var optionalObservables: [OptionalObservable] { [] }

  /// Not reversible.
  public static var isReversible: Bool { false }

  /// Dependent on the parameters.
  public static var bytesPerElement: Double? { nil }

  /// The first key that takes a whole number.
  public static var sizeKey: String? {
    keys.lazy.map(\.description).first { description in
      if case .integer = description.kind { return true }
      return false
    }?.name
  }

  /// The quantities of the type.
  public var offeredQuantities: [QuantityDescription] { Self.quantities }

  /// The observables of the type.
  public var offeredObservables: [ObservableDescription] { Self.observables }

  /// The extension of a trajectory's name: `h5md` for individuals, `h5` for all else.
  public static var trajectoryExtension: String {
    quantities.contains { $0.axes.contains(.individuals) } ? "h5md" : "h5"
  }

  /// No time step of the system's own.
  public var safeTimeStep: Double? { nil }

  /// Nothing to warn of.
  public func warnings() -> [Contradiction] { [] }

  /// No contradictions with the time step.
  public func contradictions(timeStep: Double) -> [Contradiction] { [] }
}

/// What a system is given for its run.
public struct RunSettings: Sendable {
  /// The instants of the run.
  public var grid: TimeGrid
  /// The seed of all random streams.
  public var seed: UInt64
  /// The threads that the run may use.
  public var pool: ThreadPool
  /// When every velocity is turned around; `nil` for never.
  public var reverseAt: Double?
  /// Reads a frame of a trajectory for `start: file`: the path, and the frame's number (negative
  /// counts from the end).
  public var loadFrame: @Sendable (_ path: String, _ frame: Int) throws -> Frame
  /// Reads a frame of one of several groups of individuals, with what there is to say of it; `nil`
  /// where ``loadFrame`` reads all.
  public var loadIndividuals: (@Sendable (_ request: FrameRequest) throws -> StartFrame)?
  /// Reads a field of a file for `start: {kind: file}`; gives `nil` for a trajectory, whose frames
  /// ``loadFrame`` reads, and is `nil` where only trajectories are read.
  public var loadField: (@Sendable (_ request: FieldRequest) throws -> FieldSamples?)?

  /// The settings of one run.
  public init(
    grid: TimeGrid, seed: UInt64, pool: ThreadPool, reverseAt: Double? = nil,
    loadFrame: @escaping @Sendable (_ path: String, _ frame: Int) throws -> Frame,
    loadField: (@Sendable (_ request: FieldRequest) throws -> FieldSamples?)? = nil,
    loadIndividuals: (@Sendable (_ request: FrameRequest) throws -> StartFrame)? = nil
  ) {
    self.grid = grid
    self.seed = seed
    self.pool = pool
    self.reverseAt = reverseAt
    self.loadFrame = loadFrame
    self.loadField = loadField
    self.loadIndividuals = loadIndividuals
  }
}

/// What a run will need, estimated before it starts.
public struct MemoryEstimate: Sendable, Hashable {
  /// Bytes of the state and of the stepper's working memory.
  public var bytes: Double
  /// Individuals or grid points.
  public var count: Int
  /// Fields of an ensemble, 0 where there is none.
  public var members: Int
  /// Bytes that one individual or one grid point adds.
  public var bytesPerElement: Double
  /// The lengths of axes that are neither individuals nor the points of a line: those of a lattice,
  /// the variables of a state.
  public var axes: [FrameAxis.ID: Int]

  /// `count` elements of `bytesPerElement`, over a fixed part.
  public init(
    count: Int, bytesPerElement: Double, fixedBytes: Double = 16e6, members: Int = 0,
    axes: [FrameAxis.ID: Int] = [:]
  ) {
    self.count = count
    self.members = members
    self.bytesPerElement = bytesPerElement
    self.axes = axes
    bytes = fixedBytes + Double(count) * bytesPerElement
  }

  /// Numbers that one frame of `quantity` holds.
  public func count(of quantity: QuantityDescription) -> Double {
    quantity.axes.reduce(1) { $0 * Double(axes[$1] ?? length(of: $1)) }
  }

  private func length(of axis: FrameAxis.ID) -> Int {
    switch axis {
    case .space: 3
    case .members: members
    default: count
    }
  }
}
