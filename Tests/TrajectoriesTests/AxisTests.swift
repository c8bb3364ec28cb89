import ClausiusHDF5Storage
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation
import Testing

/// Quantities along every kind of axis, written and read again.
@Suite("Named axes") struct AxisTests {
  /// A file of `frames` frames of `quantities`, whose values count up from the frame's number.
  private func written(
    _ context: FrameContext, _ quantities: [QuantityDescription],
    observables: [ObservableDescription] = [], box: Box? = nil, frames: Int = 3, in folder: Folder
  ) throws -> TrajectoryReader {
    let sample = Sample.description(individuals: 1)
    let description = TrajectoryDescription(
      context: context, box: box, quantities: quantities, observables: observables,
      compression: .gzip, record: Sample.record, provenance: sample.provenance)
    let path = folder.path("axes.h5")
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
    for index in 0..<frames { try writer.observe(frame(index, description)) }
    try writer.finish(state: StateArchive())
    return try TrajectoryReader(path)
  }

  private func value(_ frame: Int, _ k: Int) -> Double { Double((frame + k) % 5 - 2) }

  private func frame(_ index: Int, _ description: TrajectoryDescription) -> Frame {
    var frame = Frame(
      context: description.context, box: description.box, quantities: description.quantities)
    (frame.index, frame.step, frame.time) = (index, index, Double(index))
    for q in frame.quantities.indices {
      for k in frame.quantities[q].values.indices {
        frame.quantities[q].values[k] = value(index, k)
      }
    }
    frame.observables = description.observables.map { observable in
      let count = observable.axes.reduce(1) { $0 * (description.context[$1]?.count ?? 0) }
      return Observable(observable, values: (0..<count).map { value(index, $0) })
    }
    return frame
  }

  private func expectValues(_ reader: TrajectoryReader, _ name: String, count: Int) throws {
    var frame = try reader.makeFrame()
    for index in 0..<reader.frameCount {
      try reader.read(index, into: &frame)
      #expect(frame[name] == (0..<count).map { value(index, $0) })
    }
  }

  @Test("A lattice of 8-bit spins keeps its axes, its period and its storage")
  func lattice() throws {
    let folder = try Folder()
    let context = FrameContext(
      system: "ising", family: .lattice,
      axes: [
        .lattice(.y, count: 3, isPeriodic: true), .lattice(.x, count: 4, isPeriodic: false),
      ])
    let spins = QuantityDescription("spin", about: "spins", along: [.y, .x], storage: .int8)
    let reader = try written(context, [spins], in: folder)
    #expect(reader.quantities == [spins])
    #expect(reader.context.family == .lattice)
    #expect(reader.context[.y]?.period == 3)
    #expect(reader.context[.x]?.period == nil)
    #expect(reader.context[.x]?.coordinates == [0, 1, 2, 3])
    #expect(try reader.box(frame: 0) == nil)
    #expect(!reader.context.isField)
    try expectValues(reader, "spin", count: 12)
    let file = try HDF5File.openForReading(folder.path("axes.h5"))
    #expect(try file.root.openDataset("spin").datatype == .integer(bits: 8, signed: true))
    #expect(try file.root.openDataset("spin").shape == [3, 3, 4])
  }

  @Test("A number without axes and an observable of a lattice go on from a checkpoint")
  func restart() throws {
    let folder = try Folder()
    let sample = Sample.description(individuals: 1)
    let description = TrajectoryDescription(
      context: FrameContext(system: "", axes: [.lattice(.y, count: 3, isPeriodic: true)]),
      box: nil, quantities: [QuantityDescription("total", about: "sum", along: [])],
      observables: [ObservableDescription("profile", about: "by row", along: [.y])],
      compression: .none, record: Sample.record, provenance: sample.provenance)
    let path = folder.path("a.h5")
    var archive = StateArchive()
    do {
      let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
      for index in 0..<4 { try writer.observe(frame(index, description)) }
      writer.save(into: &archive)
      try writer.synchronize()
    }
    let writer = try TrajectoryWriter(
      reopening: path, with: description, provenance: description.provenance)
    try writer.restore(from: archive)
    for index in 4..<7 { try writer.observe(frame(index, description)) }
    try writer.finish(state: StateArchive())
    let reader = try TrajectoryReader(path)
    #expect(reader.frameCount == 7)
    try expectValues(reader, "profile", count: 3)
    var last = try reader.makeFrame()
    try reader.read(6, into: &last)
    #expect(last.observable("total")?.value == value(6, 0))
  }

  @Test(
    "Two things of one name are refused before there is a file",
    arguments: [("x", "an axis"), ("time", "a part of every file")])
  func oneNameTwice(name: String, owner: String) throws {
    let folder = try Folder()
    let error = try #require(throws: TrajectoryError.self) {
      try written(
        FrameContext(system: "", axes: [.lattice(.x, count: 3, isPeriodic: true)]),
        [QuantityDescription(name, about: "anything", along: [.x])], in: folder)
    }
    #expect(error.description.contains("'\(name)' names two things: \(owner) and a quantity"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
  }

  @Test("A state of named variables, a tangent map and a spectrum of exponents go round")
  func flow() throws {
    let folder = try Folder()
    let context = FrameContext(
      system: "lorenz", family: .flow,
      axes: [
        .members(2), .components("variable", labels: ["x", "y", "z"]),
        .components("direction", labels: ["a", "b"]), .index("exponent", count: 3),
      ])
    let state = QuantityDescription("state", about: "state", along: [.members, "variable"])
    let tangent = QuantityDescription(
      "tangent", about: "tangent map", along: [.members, "variable", "direction"],
      storage: .float32)
    let spectrum = ObservableDescription(
      "lyapunov_exponents", unit: "1/time", about: "spectrum", along: ["exponent"])
    let reader = try written(context, [state, tangent], observables: [spectrum], in: folder)
    #expect(Set(reader.quantities) == [state, tangent])
    #expect(reader.context["variable"]?.labels == ["x", "y", "z"])
    #expect(reader.context["exponent"]?.coordinates == [1, 2, 3])
    try expectValues(reader, "state", count: 6)
    try expectValues(reader, "tangent", count: 12)
    var frame = try reader.makeFrame()
    try reader.read(2, into: &frame)
    #expect(frame.observable("lyapunov_exponents")?.description == spectrum)
    #expect(frame.observable("lyapunov_exponents")?.values == [0, 1, 2])
  }

  @Test(
    "An orientation and an image are individuals' own, whatever else is written",
    arguments: [
      ["position", "orientation"], ["velocity"], ["orientation"], ["image", "velocity"],
    ])
  func individuals(names: [String]) throws {
    let folder = try Folder()
    let context = FrameContext(
      system: "rods", individuals: 4, properties: ["length": [1, 2, 3, 4]])
    let all: [QuantityDescription] = [
      .position, .velocity, .image(),
      QuantityDescription("orientation", unit: "rad", about: "angle", along: [.individuals]),
    ]
    let chosen = all.filter { names.contains($0.name) }
    let reader = try written(
      context, chosen, box: Box(lengths: [9, 9], boundary: .periodic), in: folder)
    #expect(Set(reader.quantities) == Set(chosen))
    #expect(reader.context.individuals == 4)
    #expect(reader.context.properties["length"] == [1, 2, 3, 4])
    #expect(try reader.box(frame: 0)?.periods == [9, 9, 0])
    for quantity in chosen {
      try expectValues(reader, quantity.name, count: quantity.axes.count == 2 ? 12 : 4)
    }
  }

  @Test("Numbers that a storage cannot hold are refused, not changed")
  func refusedNumbers() throws {
    let folder = try Folder()
    let context = FrameContext(
      system: "ising", axes: [.lattice(.x, count: 2, isPeriodic: true)])
    let spins = QuantityDescription("spin", about: "spins", along: [.x], storage: .int8)
    let sample = Sample.description(individuals: 1)
    let description = TrajectoryDescription(
      context: context, box: nil, quantities: [spins], observables: [], compression: .none,
      record: Sample.record, provenance: sample.provenance)
    let writer = try TrajectoryWriter(
      creating: folder.path("bad.h5"), with: description, replacing: false)
    var frame = Frame(context: context, box: nil, quantities: [spins])
    frame.quantities[0].values = [1, 128]
    try writer.observe(frame)
    #expect(throws: TrajectoryError.self) { try writer.finish(state: StateArchive()) }
  }

  @Test("Units and parities are read again")
  func units() throws {
    let folder = try Folder()
    let context = FrameContext(system: "line", individuals: 0, gridPoints: [0, 0.5])
    let density = QuantityDescription(
      "energy_density", unit: "energy/length", about: "density", along: [.x])
    let momentum = QuantityDescription(
      "current", unit: "1/time", about: "current", along: [.x], parity: .odd)
    let reader = try written(context, [density, momentum], in: folder)
    #expect(Set(reader.quantities) == [density, momentum])
  }
}

/// Files of other writers that are odd and yet mean something, or must be refused.
@Suite("Odd files") struct OddFileTests {
  /// A file with `positions` [frames][2][components], fixed when there are no frames.
  private func write(
    _ path: String, frames: Int = 3, isFixed: Bool = false, steps: [Double] = [0, 1, 2],
    times: [Double] = [0, 1, 2], velocityComponents: Int = 3
  ) throws {
    let file = try HDF5File.create(path)
    let group = try file.root.createGroup("particles/all")
    try group.createGroup("box")
    let values = (0..<6).map(Double.init)
    if isFixed {
      try group.createDataset("position", values, shape: [2, 3])
    } else {
      try group.createDataset(
        "position/value", (0..<frames).flatMap { _ in values }, shape: [frames, 2, 3])
      try group.createDataset("position/step", steps)
      try group.createDataset("position/time", times)
    }
    let width = 2 * velocityComponents
    try group.createDataset(
      "velocity/value", (0..<frames * width).map(Double.init),
      shape: [frames, 2, velocityComponents])
    try group.createDataset("velocity/step", steps)
    try group.createDataset("velocity/time", times)
    for (name, value) in [("temperature", 77.0), ("bath/temperature", 300)] {
      let path = "observables/" + name
      try file.root.createDataset(path + "/value", [value, value, value])
      try file.root.createDataset(path + "/step", steps)
      try file.root.createDataset(path + "/time", times)
    }
    try file.close()
  }

  @Test("Positions that do not change go with every frame of what does")
  func fixedPositions() throws {
    let folder = try Folder()
    try write(folder.path("a.h5"), isFixed: true)
    let reader = try TrajectoryReader(folder.path("a.h5"))
    #expect(reader.times == [0, 1, 2])
    var frame = try reader.makeFrame()
    try reader.read(2, into: &frame)
    #expect(frame["position"] == [0, 1, 2, 3, 4, 5])
    #expect(frame["velocity"] == [12, 13, 14, 15, 16, 17])
  }

  @Test("Observables of the same name in several groups are told apart")
  func groups() throws {
    let folder = try Folder()
    try write(folder.path("a.h5"))
    let reader = try TrajectoryReader(folder.path("a.h5"))
    var frame = try reader.makeFrame()
    try reader.read(0, into: &frame)
    #expect(frame.observable("temperature")?.value == 77)
    #expect(frame.observable("bath_temperature")?.value == 300)
  }

  @Test(
    "Steps and times that are no numbers are refused",
    arguments: [
      ([0, .nan, 2], [0.0, 1, 2], "the step of frame 1"), ([0, 1, 1e300], [0, 1, 2], "frame 2"),
      ([0, 1, 2], [.nan, 1, 2], "the time of frame 0"),
    ])
  func badGrid(steps: [Double], times: [Double], words: String) throws {
    let folder = try Folder()
    try write(folder.path("a.h5"), steps: steps, times: times)
    let error = #expect(throws: TrajectoryError.self) { try TrajectoryReader(folder.path("a.h5")) }
    #expect(error?.description.contains(words) == true)
  }

  @Test("Velocities in the plane do not go with positions in space")
  func components() throws {
    let folder = try Folder()
    try write(folder.path("a.h5"), velocityComponents: 2)
    let error = #expect(throws: TrajectoryError.self) { try TrajectoryReader(folder.path("a.h5")) }
    #expect(error?.description.contains("velocity has 2 components, position has 3") == true)
  }
}
