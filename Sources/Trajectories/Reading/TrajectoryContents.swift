import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// What a trajectory file holds, found when it is opened.
struct TrajectoryContents {
  /// A quantity, where it is stored, and which of its frames belongs to each frame of the
  /// trajectory.
  struct Found {
    let description: QuantityDescription
    let element: H5MDElement
    let frames: [Int]
  }

  let context: FrameContext
  let steps: [Int]
  let times: [Double]
  let boxes: BoxReader
  let found: [Found]
  /// Numbers that belong to a whole frame.
  let observables: [FoundObservable]

  /// A number of every frame, and where it is stored.
  struct FoundObservable {
    let name: String
    let unit: String
    let element: H5MDElement
    /// The frame of the element that belongs to each frame of the trajectory.
    let frames: [Int]
  }

  init(
    context: FrameContext, steps: [Int], times: [Double], boxes: BoxReader, found: [Found],
    observables: [FoundObservable] = []
  ) {
    self.context = context
    self.steps = steps
    self.times = times
    self.boxes = boxes
    self.found = found
    self.observables = observables
  }

  /// The elements of `/observables` with one number at every step of the frames; what another
  /// writer keeps there in another form is left alone.
  static func observables(
    _ root: HDF5Group, _ path: String, steps: ArraySlice<Int>
  ) -> [FoundObservable] {
    guard (try? root.kind(of: "observables")) == .group,
      let children = try? root.openGroup("observables").children()
    else { return [] }
    return children.compactMap { child in
      guard
        let element = try? H5MDElement.open("observables/" + child.name, in: root, file: path),
        element.dependsOnTime, element.shape.count == 1,
        (try? element.value.datatype.isNumeric) == true,
        let frames = try? frames(of: element, name: child.name, at: Array(steps), path: path)
      else { return nil }
      let unit = try? element.value.attributes.readString("units")
      return FoundObservable(name: child.name, unit: unit ?? "1", element: element, frames: frames)
    }
  }

  /// For each frame of the trajectory, the frame of `element` that was taken at the same step.
  static func frames(
    of element: H5MDElement, name: String, at steps: [Int], path: String
  ) throws -> [Int] {
    guard let own = element.steps else { return steps.map { _ in 0 } }
    if own.count >= steps.count, Array(own.prefix(steps.count)) == steps {
      return Array(steps.indices)
    }
    let frameOfStep = Dictionary(
      own.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
    return try steps.map { step in
      guard let frame = frameOfStep[step] else {
        throw TrajectoryError(
          path, "\(name) is sampled on other steps than position: it has no frame at step \(step)")
      }
      return frame
    }
  }

  /// Refuses a number of `things` that the file cannot hold, before memory is taken for them:
  /// deflate packs at most about 1032 to 1.
  static func requirePlausible(_ count: Int, _ things: String, _ path: String)
    throws(TrajectoryError)
  {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let bytes = (attributes?[.size] as? Int) ?? 0
    guard count <= 100 * max(bytes, 1) else {
      throw TrajectoryError(
        path, "the file claims \(count) \(things) in \(bytes) bytes: it is damaged")
    }
  }
}
