import ClausiusHDF5Storage

/// Whether individuals whose vectors have three components live in a plane.
///
/// Other programs write the third component of plane data as one constant, and forget the dimension
/// that the file stated. Looked at are frames spread over all of them.
struct PlaneSearch {
  /// What the search ends with.
  enum Finding: Equatable {
    /// Nothing says so.
    case space
    /// The file states the dimension 2.
    case stated
    /// All individuals have this z, and none moves along z.
    case flat(at: Double)
  }

  /// Frames that are looked at.
  private static let mostFrames = 5

  /// Looks at the positions, and at the velocities where there are some; frames that cannot be read
  /// are passed over.
  ///
  /// - Parameters:
  ///   - stated: the dimension that the file states outside of its box; `nil` where it states none.
  static func finding(_ particles: ParticleGroup, stated: Double?) -> Finding {
    guard particles.components == 3 else { return .space }
    if let stated { return stated == 2 ? .stated : .space }
    func element(_ name: String) -> H5MDElement? {
      particles.elements.first { $0.name == name }?.element
    }
    guard let positions = element("position"),
      let height = height(of: positions, particles.individuals),
      element("velocity").map(isWithoutThird) ?? true
    else { return .space }
    return .flat(at: height)
  }

  /// The dimension that a run wrote into the attributes of the root: `couzin.dimension` of the
  /// system `couzin`, which other programs keep when they copy the variables.
  static func statedDimension(_ root: HDF5Group) -> Double? {
    guard let system = try? root.attributes.readString("system") else { return nil }
    let name = system + ".dimension"
    guard (try? root.attributes.exists(name)) == true else { return nil }
    return try? root.attributes.readScalar(name, as: Double.self)
  }

  /// The one z of all individuals in the frames that are looked at; `nil` where there are several,
  /// or none is known. A single individual has one in space too, so that only 0 counts.
  private static func height(of positions: H5MDElement, _ individuals: Int) -> Double? {
    var height: Double?
    for frame in frames(of: positions) {
      for z in third(of: positions, frame) where z.isFinite {
        guard z == height ?? z else { return nil }
        height = z
      }
    }
    return individuals > 1 || height == 0 ? height : nil
  }

  private static func isWithoutThird(_ velocities: H5MDElement) -> Bool {
    guard velocities.rowShape.last == 3 else { return true }
    return frames(of: velocities).allSatisfy { frame in
      third(of: velocities, frame).allSatisfy { $0 == 0 || !$0.isFinite }
    }
  }

  private static func third(of element: H5MDElement, _ frame: Int) -> [Double] {
    guard let values = try? element.read(frame: frame) else { return [] }
    return Swift.stride(from: 2, to: values.count, by: 3).map { values[$0] }
  }

  /// The first frame, the last one and some between.
  private static func frames(of element: H5MDElement) -> [Int] {
    let count = element.frames
    guard count > mostFrames else { return Array(0..<max(0, count)) }
    return (0..<mostFrames).map { $0 * (count - 1) / (mostFrames - 1) }
  }
}
