import ClausiusHDF5Storage
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// A folder that is removed when the test ends.
final class Folder {
  let url = FileManager.default.temporaryDirectory.appending(path: "clausius-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
}

/// Trajectories whose every number is known: component c of individual i in frame k is k + i /
/// 10 + c / 100.
enum Sample {
  static let quantities = [
    QuantityDescription(
      "position", unit: "length", about: "position", along: [.individuals, .space]),
    QuantityDescription(
      "velocity", unit: "length/time", about: "velocity", along: [.individuals, .space]),
    QuantityDescription(
      "image", unit: "1", about: "crossings", along: [.individuals, .space], storage: .int32),
  ]

  static let record = RunRecord(
    title: "A sample", scenarioText: "title: A sample\n", scenarioFile: "sample.yaml",
    overrides: ["run.seed=7"], configuration: "{}", seed: .max)

  static func description(
    individuals: Int, box: Box = Box(lengths: [10, 10, 10], boundary: .periodic),
    compression: TrajectoryDescription.Compression = .gzip
  ) -> TrajectoryDescription {
    TrajectoryDescription(
      context: FrameContext(
        system: "sample", individuals: individuals,
        properties: [
          "mass": [Double](repeating: 1, count: individuals),
          "species": (0..<individuals).map { Double($0 % 2) },
        ],
        parameters: ["attraction_radius": 2.5]),
      box: box, quantities: quantities, observables: [.init("energy", about: "energy")],
      compression: compression,
      record: record,
      provenance: Provenance(version: "1.0", commit: "abc", kernels: "baseline", threads: 2))
  }

  static func value(frame: Int, individual: Int, component: Int) -> Double {
    Double(frame) + Double(individual) / 10 + Double(component) / 100
  }

  /// Frame `index` of the sample.
  static func frame(_ index: Int, of description: TrajectoryDescription) -> Frame {
    var frame = Frame(
      context: description.context, box: description.box, quantities: description.quantities)
    frame.index = index
    frame.step = 10 * index
    frame.time = 0.5 * Double(index)
    frame.observables = [Observable(name: "energy", unit: "1", value: Double(index) / 3)]
    for i in 0..<description.context.individuals {
      for c in 0..<3 {
        frame.quantities[0].values[3 * i + c] = value(frame: index, individual: i, component: c)
        frame.quantities[1].values[3 * i + c] = -value(frame: index, individual: i, component: c)
        frame.quantities[2].values[3 * i + c] = Double(index - i + c)
      }
    }
    return frame
  }

  /// Writes `frames` frames into a finished file.
  static func write(
    _ path: String, frames: Int, _ description: TrajectoryDescription
  ) throws {
    let writer = try TrajectoryWriter(creating: path, with: description, replacing: false)
    for index in 0..<frames { try writer.observe(frame(index, of: description)) }
    try writer.finish(state: StateArchive())
  }
}

/// Files as other simulators write them.
enum Foreign {
  /// An H5MD file with one particle group of `name` and explicit or fixed-interval grids.
  static func write(
    _ path: String, group name: String = "all", components: Int, isFixedInterval: Bool,
    isSinglePrecision: Bool, hasVelocity: Bool, frames: Int = 4, individuals: Int = 3,
    edges: [Double]? = nil
  ) throws {
    let file = try HDF5File.create(path)
    let h5md = try file.root.createGroup("h5md")
    try h5md.attributes.write("version", [Int32(1), 0])
    let group = try file.root.createGroup("particles/" + name)
    let box = try group.createGroup("box")
    try box.attributes.write("dimension", Int32(components))
    try box.attributes.write(
      "boundary",
      .fixed([String](repeating: edges == nil ? "none" : "periodic", count: components)))
    if let edges {
      try box.createDataset("edges", of: Double.self, shape: [edges.count]).write(edges)
    }
    for (quantity, sign) in [("position", 1.0), ("velocity", -1.0)]
    where quantity == "position" || hasVelocity {
      let element = try group.createGroup(quantity)
      if isFixedInterval {
        let step = try element.createDataset("step", of: Int32.self)
        try step.write(Int32(5))
        try step.attributes.write("offset", Int32(100))
        try element.createDataset("time", of: Double.self).write(0.25)
      } else {
        try element.createDataset("step", of: Int32.self, shape: [frames])
          .write((0..<frames).map { Int32(100 + 5 * $0) })
        try element.createDataset("time", of: Float.self, shape: [frames])
          .write((0..<frames).map { Float($0) / 4 })
      }
      let values = (0..<frames).flatMap { k in
        (0..<individuals).flatMap { i in
          (0..<components).map { sign * Sample.value(frame: k, individual: i, component: $0) }
        }
      }
      let shape = [frames, individuals, components]
      if isSinglePrecision {
        try element.createDataset("value", of: Float.self, shape: shape).write(
          values.map(Float.init))
      } else {
        try element.createDataset("value", of: Double.self, shape: shape).write(values)
      }
    }
    try file.close()
  }
}
