import CHDF5

/// Which object it is, whatever its names: links may lead to one object by many ways, and in
/// circles.
public struct ObjectIdentity: Sendable, Hashable {
  private var file: UInt
  private(set) var place: UInt64

  fileprivate init(_ handle: Handle) throws(HDF5Error) {
    (file, place) = try handle.perform("inspect") { (attempt) throws(HDF5Error) in
      var file: UInt = 0
      var place: UInt64 = 0
      try attempt(chdf5_object_identity(handle.id, &file, &place))
      return (file, place)
    }
  }
}

extension HDF5Group {
  /// Which group it is.
  public var identity: ObjectIdentity {
    get throws(HDF5Error) { try ObjectIdentity(handle) }
  }
}

extension HDF5Dataset {
  /// Which dataset it is.
  public var identity: ObjectIdentity {
    get throws(HDF5Error) { try ObjectIdentity(handle) }
  }
}
