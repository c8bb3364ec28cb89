/// Frames that can be read by number, such as those of a trajectory file.
///
/// A source is read by one thread at a time, in ascending order where it can be.
public protocol FrameSource {
  /// What messages call it: the path of the file.
  var path: String { get }

  /// The times of the frames.
  var times: [Double] { get }

  /// Whether the times were rounded to single precision.
  var timesAreSinglePrecision: Bool { get }

  /// What every frame carries.
  ///
  /// - Throws: what reading the first frame's box throws.
  func contents() throws -> FrameContents

  /// A frame with room for everything that the source holds, to be filled by ``read(_:into:)``.
  func makeFrame() throws -> Frame

  /// Reads frame `index`, from 0, into `frame`.
  func read(_ index: Int, into frame: inout Frame) throws
}

extension FrameSource {
  /// Times in double precision.
  public var timesAreSinglePrecision: Bool { false }
}

/// What every frame of a trajectory, or of a run, carries: known before the first is seen.
public struct FrameContents: Sendable {
  /// What stays the same over all frames.
  public var context: FrameContext
  /// The space that individuals live in, at the first frame; without ends where there is none.
  public var box: Box
  /// The names of the quantities, and of observables that are lists.
  public var quantities: [String]
  /// What the quantities are, as far as that is known; their names are among ``quantities``.
  public var described: [QuantityDescription] = []
  /// The observables that are lists, as far as that is known; their names are among
  /// ``quantities``.
  public var lists: [ObservableDescription] = []
  /// The names of the observables that are one number a frame.
  public var observables: [String]
  /// The unit of each observable, "1" for none.
  public var units: [String: String]
  /// What the values of observables stand for that are not numbers.
  public var meanings: [String: ValueMeaning] = [:]
  /// The observables that are calls of diagnostics whose values need not be computed again; none
  /// by default.
  public var storedCalls: [String] = []

  /// The words that the frames have for lengths and times; none by default.
  public var workingUnits = WorkingUnits()

  /// What another program stored in single precision; none by default.
  public var singles: Set<String> = []

  /// The contents of frames with these quantities and observables.
  public init(
    context: FrameContext, box: Box?, quantities: [String], observables: [String] = [],
    units: [String: String] = [:]
  ) {
    self.context = context
    self.box = box ?? .open()
    self.quantities = quantities
    self.observables = observables
    self.units = units
  }

  /// The contents of frames with these quantities and observables.
  public init(
    context: FrameContext, box: Box?, quantities: [QuantityDescription],
    observables: [ObservableDescription]
  ) {
    let lists = observables.filter { !$0.axes.isEmpty }
    self.init(
      context: context, box: box, quantities: quantities.map(\.name) + lists.map(\.name),
      observables: observables.filter(\.axes.isEmpty).map(\.name),
      units: Dictionary(
        observables.map { ($0.name, $0.unit) }, uniquingKeysWith: { first, _ in first }))
    for observable in observables where observable.meaning != .number {
      meanings[observable.name] = observable.meaning
    }
    described = quantities
    self.lists = lists
  }

  /// The names of the quantities and of the observables.
  public var names: [String] { quantities + observables }

  /// Whether frames carry a quantity, a property or an observable called `name`.
  public func carries(_ name: String) -> Bool {
    names.contains(name) || context.properties[name] != nil
  }

  /// What frames carry under a name, as far as that is known: a quantity or a property of
  /// individuals or members; else an observable, unless `isPlaced` asks for numbers of places.
  public func description(of name: String, isPlaced: Bool = false) -> QuantityDescription? {
    if let quantity = described.first(where: { $0.name == name }) { return quantity }
    if let property = context.properties[name] {
      let axes: [FrameAxis.ID] =
        property.count == context.individuals
        ? [.individuals] : property.count == context.members ? [.members] : []
      return QuantityDescription(name, about: name, along: axes)
    }
    if isPlaced { return nil }
    if let list = lists.first(where: { $0.name == name }) { return QuantityDescription(list) }
    return observables.contains(name)
      ? QuantityDescription(
        name, unit: units[name] ?? "1", about: name, along: [], meaning: meanings[name] ?? .number)
      : nil
  }
}

extension System {
  /// What a frame of this system can carry.
  public var contents: FrameContents {
    FrameContents(
      context: context, box: box, quantities: quantities,
      observables: observables().map(\.description))
  }
}
