import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// What a trajectory file holds, found when it is opened.
struct TrajectoryContents {
  /// A quantity, where it is stored, and which of its frames belongs to each frame of the trajectory.
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

  /// The elements of `/observables` with one number a frame, sampled on the steps of the frames; what another writer keeps there in
  /// another form is left alone.
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
        element.steps?.prefix(steps.count) == steps,
        (try? element.value.datatype.isNumeric) == true
      else { return nil }
      let unit = try? element.value.attributes.readString("units")
      return FoundObservable(name: child.name, unit: unit ?? "1", element: element)
    }
  }

  /// Refuses a number of `things` that the file cannot hold, before memory is taken for them: deflate packs at most
  /// about 1032 to 1.
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
