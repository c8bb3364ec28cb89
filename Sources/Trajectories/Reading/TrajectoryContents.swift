import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// What a trajectory file holds, found by walking through it when it is opened.
struct TrajectoryContents {
  /// A quantity, and where it is stored.
  struct Found {
    let description: QuantityDescription
    let element: H5MDElement
    /// The frame of the element that was taken at the same step as each frame of the trajectory;
    /// `nil` where it has none.
    let frames: [Int?]
    /// Whether vectors of two components get a third one, z = 0.
    var isPlane = false
  }

  /// An observable, and where it is stored.
  struct FoundObservable {
    let description: ObservableDescription
    let element: H5MDElement
    /// As those of a quantity.
    let frames: [Int?]
  }

  let context: FrameContext
  let steps: [Int]
  let times: [Double]
  let timesAreSinglePrecision: Bool
  /// The box of the individuals; `nil` where there are none.
  let boxes: BoxReader?
  let found: [Found]
  /// Numbers that belong to a whole frame.
  let observables: [FoundObservable]
  /// Who the individuals are; `nil` where there are none.
  let roster: Roster?
  /// Elements that no frame carries, with the reason.
  let leftOut: [String: String]
  /// What a user should know of the file before he believes its numbers.
  let notes: [String]

  /// What is stored in single precision.
  var singles: Set<String> {
    get throws {
      let all =
        found.map { ($0.description.name, $0.element) }
        + observables.map { ($0.description.name, $0.element) }
      return Set(try all.filter { try $0.1.isSinglePrecision }.map(\.0))
    }
  }

  /// For each frame of the trajectory, the frame of `element` that was taken at the same step.
  static func frames(of element: H5MDElement, at steps: [Int]) -> [Int?] {
    guard let own = element.steps else { return steps.map { _ in 0 } }
    if own.count >= steps.count, Array(own.prefix(steps.count)) == steps {
      return Array(steps.indices)
    }
    let frameOfStep = Dictionary(
      own.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
    return steps.map { frameOfStep[$0] }
  }

  /// Refuses a number of `things` that the file cannot hold, before memory is taken for them:
  /// deflate packs at most about 1032 to 1.
  static func requirePlausible(_ count: Int, _ things: String, _ path: String)
    throws(TrajectoryError)
  {
    // The size of a link is that of what it leads to.
    let place = RunFiles.destination(of: path)
    let attributes = try? FileManager.default.attributesOfItem(atPath: place)
    let bytes = (attributes?[.size] as? Int) ?? 0
    guard count <= 100 * max(bytes, 1) else {
      throw TrajectoryError(
        path, "the file claims \(count) \(things) in \(bytes) bytes: it is damaged")
    }
  }
}
