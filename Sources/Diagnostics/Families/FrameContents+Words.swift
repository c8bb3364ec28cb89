import ClausiusSimulationCore

extension FrameContents {
  /// What a file of another writer holds, in words: "individuals with positions and velocities in a
  /// periodic box". Files of a system that names itself need no words.
  public var inWords: String {
    guard context.individuals > 0 else {
      let axes = context.axes.map { "\($0.id.name): \($0.count)" }
      return "frames along " + (axes.isEmpty ? "no axis" : axes.joined(separator: ", "))
    }
    let held = [("position", "positions"), ("velocity", "velocities")]
      .filter { quantities.contains($0.0) }.map(\.1)
    return "individuals" + (held.isEmpty ? "" : " with " + held.joined(separator: " and "))
      + " in " + space
  }

  private var space: String {
    let axes = box.boundary.prefix(box.spatialDimension)
    if axes.allSatisfy({ $0 == .periodic }) { return "a periodic box" }
    if axes.allSatisfy({ $0 == .open }) { return "open space" }
    if axes.allSatisfy({ $0 == .wall }) { return "a box with walls" }
    return "a box with different ends"
  }
}
