import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusSimulationCore

/// How the frames of a run are arranged in a file: which datasets grow, and what each frame adds.
///
/// An axis is a dimension scale in the root, a quantity a dataset along scales. Each is an element
/// of H5MD too, made of hard links to one dataset, to the steps and to the times, so that nothing
/// is stored twice. Where individuals have positions, a ``ParticleView`` adds what readers of
/// molecular dynamics need. `docs/trajectory-format.md` shows the trees.
struct TrajectoryLayout {
  /// The datasets that grow by one row a frame, by the names that ``rows(of:)`` uses.
  var growing: [String: GrowingDataset] = [:]
  /// The pure dimension that counts the frames, which has a length and no data; `nil` where the
  /// times are the scale.
  private(set) var frameScale: HDF5Dataset?

  /// The names of growing datasets.
  enum Name {
    static let step = "step"
    static let time = "time"
    static let edges = "edges"
    static let cellLengths = "cell_lengths"
    static let cellAngles = "cell_angles"
    static func quantity(_ name: String) -> String { "quantity/" + name }
    static func observable(_ name: String) -> String { "observable/" + name }
  }

  /// The names of the observables.
  var observables: Set<String> {
    let prefix = Name.observable("")
    return Set(
      growing.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
  }

  /// Where the individuals are.
  static let particles = "particles/trajectory"

  /// Makes everything that is there before the first frame.
  init(creating file: HDF5File, _ description: TrajectoryDescription) throws {
    let root = file.root
    let context = description.context
    let hasIndividuals = context.axes.contains { $0.kind == .individuals }
    let isParticleView = description.isParticleView
    try FileHeader.write(root, conventions: isParticleView ? "AMBER" : "CF-1.10", description)
    if isParticleView { try root.attributes.write("ConventionVersion", .fixed("1.0")) }
    let frame = try createGrid(
      root, countsFrames: hasIndividuals, timeUnit: context.words["time_unit"])
    if let unit = description.units?.time {
      try growing[Name.time]?.dataset.attributes.write("unit", .fixed(unit))
    }
    let scales = try AxisScales(
      creating: context.axes, identities: context.properties["id"], in: root)
    if hasIndividuals {
      try createBox(
        root, description.box ?? .open(), frame: frame, scales, hasCell: isParticleView)
      try stateLengths(description)
    } else {
      try root.createGroup("observables")
    }
    for quantity in description.quantities {
      try createQuantity(quantity, root, description, frame: frame, scales)
    }
    try Self.createProperties(root, context, scales)
    for observable in description.observables {
      try createObservable(observable, root, context, frame: frame, scales)
    }
    try ParametersGroup.write(description, in: root)
    try ProvenanceGroup.write(description.provenance, in: root)
    if case .imported(let record) = description.origin { try record.write(in: root) }
  }

  /// Finds the growing datasets of a file that ``init(creating:_:)`` made, or an earlier version.
  ///
  /// - Parameter quantities: the names of those that are quantities of the run, where that is
  ///   known; else what lies along places is one.
  init(reopening file: HDF5File, quantities: [String]? = nil) throws {
    let root = file.root
    if try root.exists("frame") { frameScale = try root.openDataset("frame") }
    for name in [Name.step, Name.time, Name.cellLengths, Name.cellAngles]
    where try root.kind(of: name) == .dataset {
      growing[name] = try GrowingDataset(reopening: root.openDataset(name))
    }
    try reopenParticles(root)
    try reopenObservables(root, quantities)
  }

  /// Throws where the file at `path` lacks a quantity of `description`.
  func requireQuantities(of description: TrajectoryDescription, _ path: String) throws {
    let names = description.quantities.map { Name.quantity($0.name) } + [Name.step, Name.time]
    for name in names where growing[name] == nil {
      let word = name.split(separator: "/").last ?? ""
      throw TrajectoryError(path, "damaged: '\(word)' is missing, which the run writes")
    }
  }

  /// Throws where a growing dataset does not have `count` frames.
  func requireFrames(_ count: Int, _ path: String) throws(TrajectoryError) {
    for name in growing.keys.sorted() {
      guard let rows = growing[name]?.rows, rows != count else { continue }
      throw TrajectoryError(
        path, "\(name) has \(rows) frames where others have \(count); the file stays unfinished",
        advice: "\(ProgramName.current) resume it again")
    }
  }

  /// The row that a frame adds to each growing dataset.
  func rows(of frame: borrowing Frame) -> [String: [Double]] {
    var rows = [Name.step: [Double(frame.step)], Name.time: [frame.time]]
    for quantity in frame.quantities {
      rows[Name.quantity(quantity.description.name)] = quantity.values
    }
    for observable in frame.observables {
      rows[Name.observable(observable.name)] = observable.values
    }
    if growing[Name.edges] != nil || growing[Name.cellLengths] != nil {
      let space = frame.space
      rows[Name.edges] = space.edges
      rows[Name.cellLengths] = space.periods
      rows[Name.cellAngles] = [90, 90, 90]
    }
    return rows
  }

  /// Calls `body` with every growing dataset, in the order of their names.
  mutating func forEachGrowing(_ body: (String, inout GrowingDataset) throws -> Void) rethrows {
    for name in growing.keys.sorted() {
      guard var dataset = growing[name] else { continue }
      growing[name] = nil
      defer { growing[name] = dataset }
      try body(name, &dataset)
    }
  }

  /// Takes rows into the checksums of their datasets, real numbers of two datasets at a time, the
  /// longest rows first.
  mutating func settle(_ rows: [String: [Double]]) {
    let names = rows.keys.filter { growing[$0] != nil }
    var reals = names.filter { growing[$0]?.isReal == true }
    reals.sort { (rows[$1]?.count ?? 0, $0) < (rows[$0]?.count ?? 0, $1) }
    for name in names where growing[name]?.isReal == false {
      growing[name]?.settle(rows[name] ?? [])
    }
    for place in stride(from: 0, to: reals.count, by: 2) {
      let pair = reals[place...].prefix(2).map { ($0, rows[$0] ?? []) }
      settle(pair)
    }
  }

  private mutating func settle(_ pair: [(name: String, values: [Double])]) {
    guard var first = growing.removeValue(forKey: pair[0].name) else { return }
    defer { growing[pair[0].name] = first }
    guard pair.count == 2, var second = growing.removeValue(forKey: pair[1].name) else {
      return first.settle(pair[0].values)
    }
    defer { growing[pair[1].name] = second }
    GrowingDataset.settle(&first, pair[0].values, &second, pair[1].values)
  }

  /// Cuts every growing dataset in the file to `count` frames.
  mutating func cut(toFrames count: Int) throws {
    try forEachGrowing { try $1.setRows(count) }
    try frameScale?.setShape([count])
  }

  /// Adds the row of `frame` to those that wait; what a frame lacks is missing.
  mutating func append(_ frame: borrowing Frame) {
    let rows = rows(of: frame)
    forEachGrowing { name, dataset in dataset.append(rows[name] ?? dataset.missingRow) }
  }
}

// MARK: - The parts of the tree

extension TrajectoryLayout {
  /// Makes `step` and `time`: along the pure dimension `frame` where individuals are counted, as
  /// AMBER has it; elsewhere `time` itself is the scale, as CF has it.
  ///
  /// - Returns: the scale of the frames.
  private mutating func createGrid(
    _ root: HDF5Group, countsFrames: Bool, timeUnit: String?
  ) throws -> HDF5Dataset {
    let time = try GrowingDataset(in: root, Name.time, rowShape: [], chunk: ChunkPlan.seriesChunk)
    let step = try GrowingDataset(
      in: root, Name.step, rowShape: [], chunk: ChunkPlan.seriesChunk, storage: .integer64)
    var frame = time.dataset
    if countsFrames {
      frame = try root.createDataset(
        "frame", datatype: .float32BigEndian, shape: [0], maximumShape: [nil],
        chunk: [ChunkPlan.seriesChunk])
      try frame.makePureDimension()
      frameScale = frame
      try time.dataset.attachScale(frame, axis: 0)
    } else {
      try time.dataset.makeScale(Name.time)
    }
    try step.dataset.attachScale(frame, axis: 0)
    // The time of a run has no unit but its own. CF's "seconds" would become durations in readers.
    let isDuration = timeUnit?.hasSuffix("s") ?? false && (timeUnit?.count ?? 0) > 3
    try time.dataset.attributes.write("units", .fixed(isDuration ? "1" : timeUnit ?? "1"))
    try time.dataset.attributes.write("long_name", .fixed("time"))
    try step.dataset.attributes.write("long_name", .fixed("number of the time step"))
    growing[Name.time] = time
    growing[Name.step] = step
    return frame
  }

  private mutating func createQuantity(
    _ quantity: QuantityDescription, _ root: HDF5Group, _ description: TrajectoryDescription,
    frame: HDF5Dataset, _ scales: AxisScales
  ) throws {
    let context = description.context
    let isOfIndividuals = quantity.axes.first.map { context[$0]?.kind == .individuals } ?? false
    let group = (isOfIndividuals ? Self.particles : "observables") + "/" + quantity.name
    let value = try createElement(
      group, root, rowShape: quantity.shape(in: context), chunk: description.framesPerChunk,
      storage: GrowingDataset.Storage(quantity.storage),
      filters: description.compression.filters)
    try value.dataset.attachScale(frame, axis: 0)
    try scales.attach(quantity.axes, to: value.dataset, from: 1)
    try Self.state(quantity.unit, of: value, in: description)
    try value.dataset.attributes.write("long_name", .fixed(quantity.about))
    if quantity.parity == .odd {
      try value.dataset.attributes.write("parity", .fixed(quantity.parity.rawValue))
    }
    try Self.state(quantity.meaning, of: value)
    for (name, number) in (description.attributes[quantity.name] ?? [:]).sorted(by: {
      $0.key < $1.key
    }) {
      try value.dataset.attributes.write(name, number)
    }
    if quantity.name == QuantityDescription.position.name {
      try value.dataset.attributes.write("coordinates", .fixed(Name.time))
    }
    let properties = context.properties.keys.sorted()
    if quantity.axes == [.members], !properties.isEmpty {
      try value.dataset.attributes.write(
        "coordinates", .fixed(properties.joined(separator: " ")))
    }
    if let view = Self.rootName(of: quantity, isOfIndividuals: isOfIndividuals) {
      try root.link(from: group + "/value", to: view)
    }
    growing[Name.quantity(quantity.name)] = value
  }

  /// The name of a quantity among the netCDF variables of the root: for positions and velocities
  /// the one that AMBER gives them, and none for images, which its readers take for particles.
  private static func rootName(
    of quantity: QuantityDescription, isOfIndividuals: Bool
  ) -> String? {
    guard isOfIndividuals else { return quantity.name }
    switch quantity.name {
    case QuantityDescription.position.name: return "coordinates"
    case QuantityDescription.velocity.name: return "velocities"
    case QuantityDescription.image().name: return nil
    default: return quantity.name
    }
  }

  private mutating func createObservable(
    _ observable: ObservableDescription, _ root: HDF5Group, _ context: FrameContext,
    frame: HDF5Dataset, _ scales: AxisScales
  ) throws {
    let group = "observables/" + observable.name
    let value = try createElement(
      group, root, rowShape: observable.axes.map { context[$0]?.count ?? 0 },
      chunk: ChunkPlan.seriesChunk)
    try value.dataset.attachScale(frame, axis: 0)
    try scales.attach(observable.axes, to: value.dataset, from: 1)
    try value.dataset.attributes.write("units", .fixed(observable.unit))
    let about = observable.about.isEmpty ? observable.name : observable.about
    try value.dataset.attributes.write("long_name", .fixed(about))
    for key in ObservableDescription.conventionKeys {
      guard let text = observable.convention[key] else { continue }
      try value.dataset.attributes.write(key, .fixed(text))
    }
    try Self.state(observable.meaning, of: value)
    try root.link(from: group + "/value", to: observable.name)
    growing[Name.observable(observable.name)] = value
  }

  /// Writes the unit of a quantity or a box: `units` of netCDF, and `unit` of H5MD where the run
  /// names units.
  static func state(
    _ unit: String, of value: GrowingDataset, in description: TrajectoryDescription
  ) throws {
    try value.dataset.attributes.write("units", .fixed(unit))
    guard description.units != nil, unit != "1" else { return }
    try value.dataset.attributes.write("unit", .fixed(unit))
  }

  private static func state(_ meaning: ValueMeaning, of value: GrowingDataset) throws {
    guard !meaning.words.isEmpty else { return }
    try value.dataset.attributes.writeFlags(meaning.words)
  }

  /// Makes an element of H5MD: a growing dataset `value` with links to the steps and the times.
  private func createElement(
    _ group: String, _ root: HDF5Group, rowShape: [Int], chunk: Int,
    storage: GrowingDataset.Storage = .real, filters: [HDF5Filter] = [.fletcher32]
  ) throws -> GrowingDataset {
    let value = try GrowingDataset(
      in: try root.createGroup(group), "value", rowShape: rowShape, chunk: chunk, storage: storage,
      filters: filters)
    for name in [Name.step, Name.time] { try root.link(from: name, to: group + "/" + name) }
    return value
  }

  /// Writes what does not change: along the individuals where there are some, else along the
  /// members of an ensemble.
  private static func createProperties(
    _ root: HDF5Group, _ context: FrameContext, _ scales: AxisScales
  ) throws {
    let isOfIndividuals = context.axes.contains { $0.kind == .individuals }
    let group = isOfIndividuals ? try root.openGroup(particles) : root
    let axis: FrameAxis.ID = isOfIndividuals ? .individuals : .members
    var properties = context.properties
    if isOfIndividuals, properties["id"] == nil {
      properties["id"] = (0..<context.individuals).map(Double.init)
    }
    for (name, values) in properties.sorted(by: { $0.key < $1.key }) {
      let dataset =
        ["id", "species"].contains(name)
        ? try group.createCheckedDataset(name, values.map { Int32($0) })
        : try group.createCheckedDataset(name, values)
      if name != "id" {
        try dataset.attributes.write("units", .fixed(unit(ofProperty: name, in: context)))
      }
      try scales.attach([axis], to: dataset, from: 0)
      // Readers of netCDF see the root; a name that stands there is another quantity's.
      if isOfIndividuals, name != "id", try !root.exists(name) {
        try root.link(from: particles + "/" + name, to: name)
      }
    }
  }

  /// The unit of a property: lengths are those of the positions.
  private static func unit(ofProperty name: String, in context: FrameContext) -> String {
    let units = ["radius": context.lengthUnit, "mass": "mass"]
    return context.axes.contains { $0.kind == .individuals } ? units[name] ?? "1" : "1"
  }
}

// MARK: - Taking up a file

extension TrajectoryLayout {
  private mutating func reopenParticles(_ root: HDF5Group) throws {
    guard try root.kind(of: Self.particles) == .group else { return }
    for child in try root.openGroup(Self.particles).children() where child.kind == .group {
      let isBox = child.name == "box"
      let path = Self.particles + "/" + child.name + (isBox ? "/edges/value" : "/value")
      guard try root.exists(path) else { continue }
      growing[isBox ? Name.edges : Name.quantity(child.name)] = try GrowingDataset(
        reopening: root.openDataset(path))
    }
  }

  private mutating func reopenObservables(_ root: HDF5Group, _ quantities: [String]?) throws {
    guard try root.kind(of: "observables") == .group else { return }
    let axes = try AxisReader(root, root.path)
    for child in try root.openGroup("observables").children() {
      let dataset = try root.openDataset("observables/" + child.name + "/value")
      let isQuantity =
        try quantities?.contains(child.name)
        ?? axes.axes(of: dataset, from: 1).contains { $0.kind.isPlace }
      growing[isQuantity ? Name.quantity(child.name) : Name.observable(child.name)] =
        try GrowingDataset(reopening: dataset)
    }
  }
}
