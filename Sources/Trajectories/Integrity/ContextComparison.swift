import ClausiusSimulationCore

/// Compares what stays the same over all frames: properties, axes, parameters, the box.
public struct ContextComparison: Sendable {
  /// The first number or word that differs, in words; `nil` where all agree.
  public private(set) var difference: String?
  /// Whether every number has the same bits.
  public private(set) var isExact = true

  /// What the file at `path` says against what a system says. What the file does not state is not
  /// compared: early versions stated less.
  ///
  /// - Throws: what opening a trajectory throws.
  public init(_ path: String, _ context: FrameContext, _ box: Box?) throws {
    let reader = try TrajectoryReader(path)
    defer { reader.close() }
    let stated = reader.context
    for (name, values) in context.properties.sorted(by: { $0.key < $1.key }) {
      compare(name, stated.properties[name], values)
    }
    for (name, value) in context.parameters.sorted(by: { $0.key < $1.key }) {
      compare("parameter \(name)", stated.parameters[name].map { [$0] }, [value])
    }
    for (name, word) in context.words.sorted(by: { $0.key < $1.key }) {
      guard let known = stated.words[name], known != word, difference == nil else { continue }
      difference = "parameter \(name): '\(known)' in the file, '\(word)' in the run"
    }
    for axis in context.axes {
      guard let coordinates = axis.coordinates, let known = stated[axis.id]?.coordinates else {
        continue
      }
      compare("axis \(axis.id.name)", known, coordinates)
    }
    if let box, let known = try reader.box(frame: 0) {
      compare("lower ends of the box", known, box, \.lower)
      compare("upper ends of the box", known, box, \.upper)
    }
  }

  /// Compares the ends of a box where both have some.
  private mutating func compare(
    _ name: String, _ file: Box, _ run: Box, _ ends: KeyPath<Box, [Double]>
  ) {
    let walled = (0..<3).filter { file.boundary[$0] != .open && run.boundary[$0] != .open }
    compare(name, walled.map { file[keyPath: ends][$0] }, walled.map { run[keyPath: ends][$0] })
  }

  private mutating func compare(_ name: String, _ file: [Double]?, _ run: [Double]) {
    guard let file, difference == nil else { return }
    guard file.count == run.count else {
      difference = "\(name): \(file.count) values in the file, \(run.count) in the run"
      return
    }
    for (index, (known, value)) in zip(file, run).enumerated()
    where known.bitPattern != value.bitPattern && !(known.isNaN && value.isNaN) {
      isExact = false
      let allowed = TrajectoryComparison.tolerance * max(1, abs(value))
      if !(abs(known - value) <= allowed), known != value {
        let place = run.count > 1 ? " number \(index)" : ""
        difference = "\(name)\(place): \(known) in the file, \(value) in the run"
        return
      }
    }
  }
}
