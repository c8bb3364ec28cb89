import ClausiusDeclarations
import ClausiusHDF5Storage
import ClausiusSimulationCore

/// Walks through a file and finds what its frames carry: the elements of the individuals, those
/// below `/observables`, and lists that do not change.
struct ContentsWalk {
  private let root: HDF5Group
  private let path: String
  private let axes: AxisReader
  private let record: ParametersGroup.Contents
  private var particles: ParticleGroup?
  /// The cell of individuals in AMBER's form.
  private var cell: AmberCell?
  /// Elements along places, and what they are.
  private var quantities: [(description: QuantityDescription, element: H5MDElement)] = []
  /// Elements of single numbers or short lists.
  private var observables: [(description: ObservableDescription, element: H5MDElement)] = []
  /// What a user should know of the file.
  private var notes: [String] = []
  /// The axes that quantities and observables lie along.
  private var used: [FrameAxis] = []
  private let options: TrajectoryReader.Options
  /// The time of what does not change, where the file gives one.
  private var timeOfState: Double?
  /// Whether the variables of a netCDF file are read, whose other dimensions say nothing of them.
  private var readsVariables = false

  /// The contents of the file at `path`.
  ///
  /// - Throws: ``TrajectoryError`` when it holds no frames, or what it holds does not fit together.
  static func contents(
    of root: HDF5Group, _ path: String, _ options: TrajectoryReader.Options
  ) throws -> TrajectoryContents {
    var walk = try ContentsWalk(root, path, options)
    try walk.findIndividuals(in: options.group)
    try walk.findObservables()
    if walk.quantities.isEmpty, walk.observables.isEmpty {
      try walk.findVariables(field: options.field)
    }
    return try walk.contents()
  }

  private init(
    _ root: HDF5Group, _ path: String, _ options: TrajectoryReader.Options
  ) throws {
    self.root = root
    self.options = options
    self.path = path
    axes = try AxisReader(root, path)
    record = try ParametersGroup.read(root)
  }

  // MARK: - Individuals

  private mutating func findIndividuals(in wanted: String?) throws {
    guard let group = try ParticleGroup.find(in: root, path, wanted: wanted) else {
      return try findAmberIndividuals()
    }
    try take(group)
  }

  /// The individuals of a file in AMBER's form, which has no groups.
  private mutating func findAmberIndividuals() throws {
    guard let amber = try AmberVariables(root, path) else { return }
    cell = amber.cell
    timeOfState = amber.timeOfState
    try take(try amber.group())
    for (name, element) in try amber.observables() {
      observables.append((observable(name, element, []), element))
    }
  }

  private mutating func take(_ group: ParticleGroup) throws {
    particles = group
    used += [.individuals(group.roster.count), .space]
    for (name, element) in group.elements {
      guard let axes = try group.axes(of: element, name, path, in: self.axes) else { continue }
      note(axes)
      quantities.append((description(name, element, axes), element))
    }
  }

  // MARK: - Everything else

  private mutating func findObservables() throws {
    guard try root.kind(of: "observables") == .group else { return }
    var names: Set<String> = []
    let elements = try elements(below: "observables", "")
    // What lies directly below keeps its name, and so does what belongs to the group that is read.
    let group = particles?.name.split(separator: "/").last.map(String.init) ?? ""
    func rank(_ name: String, _ qualified: String) -> Int {
      name == qualified ? 0 : qualified == group + "_" + name ? 1 : 2
    }
    let ordered = (0...2).flatMap { place in
      elements.filter { rank($0.name, $0.qualified) == place }
    }
    for (own, qualified, element) in ordered {
      guard element.dependsOnTime, (try? element.value.datatype.isNumeric) == true else { continue }
      let name = names.contains(own) ? qualified : own
      guard names.insert(name).inserted else { continue }
      let axes = try axes.axes(of: element.value, from: 1).filter {
        $0.count != 1 || $0.kind.isPlace
      }
      if axes.contains(where: \.kind.isPlace) {
        try requireCounts(axes, name)
        note(axes)
        quantities.append((description(name, element, axes), element))
      } else {
        note(axes)
        observables.append((observable(name, element, axes), element))
      }
    }
  }

  /// The variables of a netCDF file that change with time.
  private mutating func findVariables(field: String?) throws {
    readsVariables = true
    let variables = try NetCDFVariables(root, path, axes)
    for (name, element, axes) in try variables.named(field: field) {
      try requireCounts(axes, name)
      note(axes)
      if axes.contains(where: \.kind.isPlace) {
        quantities.append((description(name, element, axes), element))
      } else {
        observables.append((observable(name, element, axes), element))
      }
    }
    notes += variables.notes(field: field)
  }

  /// The elements below a group with their names. H5MD keeps what belongs to one group of
  /// individuals in a group of its own; `solvent_energy` is the qualified name of such an energy,
  /// which counts where several groups have one.
  private func elements(
    below group: String, _ prefix: String
  ) throws -> [(name: String, qualified: String, element: H5MDElement)] {
    try root.openGroup(group).children().flatMap { child -> [(String, String, H5MDElement)] in
      let path = group + "/" + child.name
      if let element = try? H5MDElement.open(path, in: root, file: self.path) {
        return [(child.name, prefix.isEmpty ? child.name : prefix + "_" + child.name, element)]
      }
      guard prefix.isEmpty, child.kind == .group, try !root.exists(path + "/value") else {
        return []
      }
      return try elements(below: path, child.name)
    }
  }

  private func requireCounts(_ axes: [FrameAxis], _ name: String) throws {
    for axis in axes where axis.kind == .grid {
      try TrajectoryContents.requirePlausible(axis.count, "values of \(axis.id.name)", path)
    }
  }

  private mutating func note(_ axes: [FrameAxis]) {
    for axis in axes where !used.contains(where: { $0.id == axis.id }) { used.append(axis) }
  }

  // MARK: - What elements are

  private func description(
    _ name: String, _ element: H5MDElement, _ axes: [FrameAxis]
  ) -> QuantityDescription {
    let attributes = element.value.attributes
    func text(_ name: String) -> String? { try? attributes.readString(name) }
    let known = Self.known[name]
    let parity = text("parity").flatMap(QuantityDescription.Parity.init(rawValue:))
    let told = text("units").flatMap { $0 == "1" && record.family == nil ? nil : $0 }
    return QuantityDescription(
      name, unit: told ?? element.unit ?? known?.unit ?? "1",
      about: text("long_name") ?? known?.about ?? name, along: axes.map(\.id),
      storage: storage(element), parity: parity ?? known?.parity ?? .even,
      meaning: Self.meaning(attributes))
  }

  /// What names mean where a file says nothing: those of H5MD, and of our first files.
  private static let known: [String: QuantityDescription] = Dictionary(
    uniqueKeysWithValues: [
      .position, .velocity, .image(),
      QuantityDescription("pi", about: "its momentum, dphi/dt", along: [.x], parity: .odd),
    ].map { ($0.name, $0) })

  private func storage(_ element: H5MDElement) -> QuantityDescription.Storage {
    if element.isPacked { return .real }
    return switch try? element.value.datatype {
    case .integer(bits: 8, _, _): .int8
    case .integer: .int32
    case .floatingPoint(bits: 32, _): .float32
    default: .real
    }
  }

  private func observable(
    _ name: String, _ element: H5MDElement, _ axes: [FrameAxis]
  ) -> ObservableDescription {
    let attributes = element.value.attributes
    return ObservableDescription(
      name, unit: (try? attributes.readString("units")) ?? element.unit ?? "1",
      about: (try? attributes.readString("long_name")) ?? name, along: axes.map(\.id),
      convention: Dictionary(
        uniqueKeysWithValues: ObservableDescription.conventionKeys.compactMap { key in
          (try? attributes.readString(key)).map { (key, $0) }
        }), meaning: Self.meaning(attributes))
  }

  /// Codes of categories where the file names them.
  private static func meaning(_ attributes: HDF5Attributes) -> ValueMeaning {
    attributes.readFlags().map(ValueMeaning.category) ?? .number
  }

  // MARK: - The whole

  private func contents() throws -> TrajectoryContents {
    var frames = try frameTimes()
    var notes = self.notes
    notes += particles?.notes ?? []
    if let note = frames.note { notes.append(note) }
    let boxes = try particles.map { (group) throws -> BoxReader in try self.boxes(group) }
    if let note = boxes?.note { notes.append(note) }
    if let note = boxes?.planeNote { notes.append(note) }
    if let boxes, let note = frames.keep(where: boxes.isKnown(at: frames.steps)) {
      notes.append(note)
    }
    var leftOut = particles?.reasonsForNeighbors ?? [:]
    var found: [TrajectoryContents.Found] = []
    for (description, element) in quantities {
      guard let matched = try match(element, description.name, frames.steps, &leftOut, &notes)
      else { continue }
      let isPlane = description.axes == [.individuals, .space] && element.rowShape.last == 2
      found.append(
        .init(description: description, element: element, frames: matched, isPlane: isPlane))
    }
    let taken = Set(found.map(\.description.name))
    var observables: [TrajectoryContents.FoundObservable] = []
    for (description, element) in self.observables where !taken.contains(description.name) {
      guard let matched = try match(element, description.name, frames.steps, &leftOut, &notes)
      else { continue }
      observables.append(.init(description: description, element: element, frames: matched))
    }
    return TrajectoryContents(
      context: try context(found, observables), steps: frames.steps, times: frames.times,
      timesAreSinglePrecision: frames.areSinglePrecision,
      boxes: boxes?.aligned(to: frames.steps), found: found, observables: observables,
      roster: particles?.roster,
      leftOut: leftOut, notes: notes)
  }

  /// The frames of an element at the steps of the trajectory; `nil`, with the reason among those
  /// left out, where it has none of them.
  private func match(
    _ element: H5MDElement, _ name: String, _ steps: [Int], _ leftOut: inout [String: String],
    _ notes: inout [String]
  ) throws -> [Int?]? {
    try element.value.requireSources()
    let frames = TrajectoryContents.frames(of: element, at: steps)
    let present = frames.count { $0 != nil }
    guard present > 0 else {
      let reason = "it is sampled on other steps than the frames"
      leftOut[name] = reason
      if element.rowShape.count > 1 { notes.append("\(name) is left out: \(reason)") }
      return nil
    }
    if present < frames.count {
      notes.append("\(name) is given in \(present) of \(frames.count) frames")
    }
    return frames
  }

  /// The frames: those of the positions, or of the first element that has some. One frame at time 0
  /// where nothing depends on time.
  private func frameTimes() throws -> FrameTimes {
    let timed = quantities.map(\.element) + observables.map(\.element)
    let position = quantities.first { $0.description.name == "position" }?.element
    // Sites that do not move are positions too, of frames that others tell apart.
    guard
      let leading = [position].compactMap({ $0 }).first(where: \.dependsOnTime)
        ?? timed.first(where: \.dependsOnTime) ?? timed.first
    else { throw nothing() }
    // A run that was cut off in the middle of a write may have elements of different lengths.
    let isWhole = particles != nil && record.model.isEmpty
    let count =
      isWhole
      ? leading.frames
      : quantities.map(\.element).filter(\.dependsOnTime).map(\.frames).min() ?? leading.frames
    guard count > 0 else { throw TrajectoryError(path, "the file holds no frames") }
    return FrameTimes(
      steps: Array((leading.steps ?? [0]).prefix(count)),
      times: Array((leading.times ?? [timeOfState ?? 0]).prefix(count)),
      areSinglePrecision: leading.timesAreSinglePrecision, note: leading.note)
  }

  private func nothing() -> TrajectoryError {
    guard particles == nil else {
      return TrajectoryError(path, "no group under /particles holds what changes with time")
    }
    return TrajectoryError(
      path,
      "the file holds neither individuals (/particles), nor anything below /observables, nor "
        + "variables over a dimension 'time': it is no trajectory in H5MD or netCDF form")
  }

  private func context(
    _ found: [TrajectoryContents.Found], _ observables: [TrajectoryContents.FoundObservable]
  ) throws -> FrameContext {
    let needed = Set(found.flatMap(\.description.axes) + observables.flatMap(\.description.axes))
    var axes = used.filter { needed.contains($0.id) || $0.kind == .individuals }
    // A grid or an ensemble that is there without a quantity along it still says what the run was.
    for axis in self.axes.axes
    where !readsVariables && (axis.kind == .grid || axis.kind == .members) {
      if !axes.contains(where: { $0.id == axis.id }) { axes.append(axis) }
    }
    if axes.contains(where: { $0.kind == .individuals }),
      !axes.contains(where: { $0.id == .space })
    {
      axes.append(.space)
    }
    return FrameContext(
      system: record.model, family: record.family, axes: axes,
      properties: try particles?.roster.properties ?? memberProperties(axes),
      parameters: record.numbers, words: record.words)
  }

  private func boxes(_ particles: ParticleGroup) throws -> BoxReader {
    let stated = record.numbers["spatial_dimension"]
    let boxes = try self.boxes(particles, liesFlat: false)
    guard stated == nil, !boxes.isPlane else { return boxes }
    let wanted = options.dimension.map(Double.init) ?? PlaneSearch.statedDimension(root)
    switch PlaneSearch.finding(particles, stated: wanted) {
    case .space: return boxes
    case .stated: return try self.boxes(particles, liesFlat: true)
    case .flat(let height):
      guard try boxes.allowsPlane(at: height) else { return boxes }
      var flat = try self.boxes(particles, liesFlat: true)
      flat.planeNote =
        "all individuals have z = \(height.scenarioText): they are read as lying in a plane "
        + "(--dimension 3 reads them as lying in space)"
      return flat
    }
  }

  private func boxes(_ particles: ParticleGroup, liesFlat: Bool) throws -> BoxReader {
    if let cell {
      return try BoxReader(
        cell, file: path, components: particles.components, liesFlat: liesFlat)
    }
    return try BoxReader(
      particles: particles.name, in: root, file: path, components: particles.components,
      spatialDimension: record.numbers["spatial_dimension"].map { Int($0) }, liesFlat: liesFlat)
  }

  /// What tells the members of an ensemble apart: lists in the root with one value a member.
  private func memberProperties(_ axes: [FrameAxis]) throws -> [String: [Double]] {
    guard let members = axes.first(where: { $0.kind == .members })?.count else { return [:] }
    var properties: [String: [Double]] = [:]
    for child in try root.children() where child.kind == .dataset {
      let dataset = try root.openDataset(child.name)
      // The last condition leaves out what grows with the frames and may be as long by chance.
      guard try dataset.shape == [members], try !dataset.isScale, try dataset.datatype.isNumeric,
        try dataset.maximumShape == [members]
      else { continue }
      properties[child.name] = try dataset.read(as: Double.self)
    }
    return properties
  }
}
