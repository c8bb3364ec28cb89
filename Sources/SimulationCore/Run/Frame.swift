/// What stays the same over all frames of a trajectory.
public struct FrameContext: Sendable, Hashable {
  /// The system's name ("couzin"), empty when a file of another writer does not say.
  public var system: String
  /// The family that the system declares; `nil` when a file does not say.
  public var family: SystemFamily?
  /// The axes along which quantities and observables lie, each name once.
  public var axes: [FrameAxis]
  /// Properties that do not change, one value an individual (species, mass, radius) or a member
  /// (the scanned parameter).
  public var properties: [String: [Double]]
  /// Parameters of the run that diagnostics may need, such as `attraction_radius`.
  public var parameters: [String: Double]
  /// Parameters of the run that are words, such as `boundary`.
  public var words: [String: String]
  /// Who is there in a frame from which individuals are absent; `nil` where the rows are all
  /// individuals.
  public var attendance: Attendance?

  /// The individuals of a frame from which others are absent.
  public struct Attendance: Sendable, Hashable {
    /// The number of each row's individual among all of the trajectory, ascending.
    public var numbers: [Int]
    /// All individuals of the trajectory.
    public var total: Int

    /// The individuals `numbers` of `total`.
    public init(_ numbers: [Int], of total: Int) {
      self.numbers = numbers
      self.total = total
    }
  }

  /// A context of frames whose numbers lie along `axes`.
  public init(
    system: String, family: SystemFamily? = nil, axes: [FrameAxis],
    properties: [String: [Double]] = [:], parameters: [String: Double] = [:],
    words: [String: String] = [:]
  ) {
    precondition(Set(axes.map(\.id)).count == axes.count, "names of axes differ")
    self.system = system
    self.family = family
    self.axes = axes
    self.properties = properties
    self.parameters = parameters
    self.words = words
  }

  /// A context of `individuals` in space, or of `gridPoints` along x that `members` fields share.
  public init(
    system: String, family: SystemFamily? = nil, individuals: Int, gridPoints: [Double] = [],
    members: Int = 0, properties: [String: [Double]] = [:], parameters: [String: Double] = [:],
    words: [String: String] = [:]
  ) {
    var axes: [FrameAxis] = []
    if individuals > 0 || gridPoints.isEmpty { axes += [.individuals(individuals), .space] }
    if !gridPoints.isEmpty { axes.append(.grid(.x, at: gridPoints)) }
    if members > 0 { axes.append(.members(members)) }
    self.init(
      system: system, family: family, axes: axes, properties: properties, parameters: parameters,
      words: words)
  }

  /// The axis called `id`, or `nil` when there is none.
  public subscript(id: FrameAxis.ID) -> FrameAxis? { axes.first { $0.id == id } }

  /// The number of individuals, 0 where there are none.
  public var individuals: Int { axes.first { $0.kind == .individuals }?.count ?? 0 }

  /// The row in which an individual stands; `nil` where it is absent.
  public func row(ofIndividual individual: Int) -> Int? {
    guard let attendance else { return (0..<individuals).contains(individual) ? individual : nil }
    return attendance.numbers.firstIndex(of: individual)
  }

  /// The number of members of an ensemble, 0 where there is none.
  public var members: Int { axes.first { $0.kind == .members }?.count ?? 0 }

  /// The axes of the grid, the slowest first.
  public var gridAxes: [FrameAxis] { axes.filter { $0.kind == .grid } }

  /// The positions of the points of a grid on a line; empty where there is no grid, or one with
  /// more axes.
  public var gridPoints: [Double] {
    let grids = gridAxes
    return grids.count == 1 ? grids[0].coordinates ?? [] : []
  }

  /// The entry of a quantity at which value number `index` of a frame lies, in words: "of
  /// individual 3", "at grid point 7".
  public func place(of index: Int, in quantity: QuantityDescription) -> String {
    let shape = quantity.shape(in: self)
    var words: [String] = []
    var stride = shape.reduce(1, *)
    for (id, length) in zip(quantity.axes, shape) {
      stride /= max(1, length)
      let entry = index / max(1, stride) % max(1, length)
      switch self[id]?.kind {
      case .individuals: words.append("of individual \(entry)")
      case .members: words.append("of member \(entry)")
      case .grid where gridAxes.count == 1: words.append("at grid point \(entry)")
      case .grid: words.append("at \(id.name) = \(entry)")
      default: break
      }
    }
    return words.joined(separator: ", ")
  }

  /// Whether there are fields on a line.
  public var isField: Bool { !gridPoints.isEmpty }

  /// The number of places of a frame: individuals and grid points, by which work is judged.
  public var places: Int {
    let grids = gridAxes
    return max(1, individuals, grids.isEmpty ? 1 : grids.reduce(1) { $0 * $1.count })
  }
}

/// The state of a system at one output time, as a run shows it to its observers and as a reader
/// reads it from a file.
///
/// Both halves of the engine meet here: diagnostics see frames and cannot tell a live run from a
/// file.
public struct Frame: Sendable {
  /// One quantity's values in this frame.
  public struct Values: Sendable {
    /// What the values are.
    public let description: QuantityDescription
    /// The values along the axes of the description, the last axis fastest.
    public var values: [Double]

    /// Rounds the values to what a file keeps of them, so that whoever watches a run sees what a
    /// reader of the file will.
    mutating func roundToStorage() {
      guard description.storage == .float32 else { return }
      for k in values.indices { values[k] = Double(Float(values[k])) }
    }
  }

  /// What stays the same over all frames, but for individuals that are absent from this one.
  public var context: FrameContext
  /// The frame's number, from 0.
  public var index = 0
  /// The time step at which the frame was taken.
  public var step = 0
  /// The time of the frame.
  public var time = 0.0
  /// The space that individuals live in; `nil` for what does not live in space.
  public var box: Box?
  /// The quantities with their values.
  public var quantities: [Values]
  /// Numbers that belong to the whole frame.
  public var observables: [Observable] = []
  /// How many holes there are in the times before this frame: frames of different segments are no
  /// neighbors.
  public var segment = 0
  /// Quantities that other frames carry and this one lacks; their values say nothing.
  public var missing: Set<String> = []

  /// A frame with room for `quantities`; values are zero until they are filled in.
  public init(context: FrameContext, box: Box?, quantities: [QuantityDescription]) {
    self.context = context
    self.box = box
    self.quantities = quantities.map {
      Values(description: $0, values: [Double](repeating: 0, count: $0.count(in: context)))
    }
  }

  /// The values of a quantity, or `nil` when the frame does not carry it.
  public subscript(quantity: String) -> [Double]? {
    quantities.first { $0.description.name == quantity }?.values
  }

  /// The box, or space without ends where there is none.
  public var space: Box { box ?? .open() }

  /// An observable of the frame, or `nil` when the frame does not carry it.
  public func observable(_ name: String) -> Observable? { observables.first { $0.name == name } }
}
