import ClausiusSimulationCore

/// A number in which a frame of a file and the same frame of a run differ.
public struct FrameDifference: Sendable, Hashable {
  /// The name that the layout gives the dataset.
  let name: String
  /// The path of the dataset in the file.
  public let path: String
  /// The frame, from 0.
  public let frame: Int
  /// The time of the frame in the run.
  public let time: Double
  /// The place of the number among those of the frame, the last axis fastest.
  let index: Int
  /// The shape of the numbers of a frame.
  let shape: [Int]
  /// The number in the file.
  public let file: Double
  /// The number that the run gives.
  public let run: Double
  /// |file - run| / max(1, largest number of the dataset up to this frame).
  public var scaled = 0.0
  /// Whether rounding does not explain it.
  var isBeyond = false
  /// Where the number is, in words: `individual 3, component z`; empty for one number a frame.
  public private(set) var place = ""

  init(
    name: String, path: String, frame: Int, time: Double, index: Int, shape: [Int], file: Double,
    run: Double
  ) {
    (self.name, self.path, self.frame, self.time) = (name, path, frame, time)
    (self.index, self.shape, self.file, self.run) = (index, shape, file, run)
  }

  /// The place of the number along each axis of the dataset, from 0.
  public var indices: [Int] {
    var rest = index
    let places = shape.reversed().map { length in
      defer { rest /= max(1, length) }
      return rest % max(1, length)
    }
    return places.reversed()
  }

  /// The difference with its place in words.
  func placed(in frame: borrowing Frame) -> FrameDifference {
    let name = name.split(separator: "/", maxSplits: 1).last.map(String.init) ?? name
    let axes =
      frame.quantities.first { $0.description.name == name }?.description.axes
      ?? frame.observable(name)?.description.axes ?? []
    var placed = self
    placed.place = zip(axes, indices).map { id, index in
      Self.words(frame.context[id], id, index)
    }.joined(separator: ", ")
    return placed
  }

  private static func words(_ axis: FrameAxis?, _ id: FrameAxis.ID, _ index: Int) -> String {
    switch axis?.kind {
    case .individuals: "individual \(index)"
    case .members: "member \(index)"
    case .grid: "\(id.name) \(index)"
    case .components where axis?.labels.indices.contains(index) == true:
      "component \(axis?.labels[index] ?? "")"
    default: "\(id == .space ? "component" : id.name) \(index)"
    }
  }
}
