import CHDF5

/// A group of an HDF5 file: a folder of datasets and groups.
///
/// Names may be paths (`particles/trajectory`), relative to the group or, with a leading slash, to
/// the root.
public struct HDF5Group: Sendable {
  /// What a name in a group stands for.
  public enum ChildKind: Sendable, Hashable {
    case group
    case dataset
    /// A stored datatype.
    case datatype
    /// A soft or external link that leads nowhere.
    case danglingLink
  }

  /// A name in a group and what it stands for.
  public struct Child: Sendable, Hashable {
    /// The name, without a path.
    public var name: String
    /// What it stands for.
    public var kind: ChildKind
  }

  let handle: Handle

  init(_ handle: Handle) {
    self.handle = handle
  }

  /// The absolute path, as the group was opened.
  public var path: String { handle.path }

  /// The attributes of the group.
  public var attributes: HDF5Attributes { HDF5Attributes(handle) }

  /// Creates a group, with the groups on the way to it.
  @discardableResult
  public func createGroup(_ name: String) throws(HDF5Error) -> HDF5Group {
    let path = handle.path(of: name)
    return try handle.perform("create group", on: path) { (attempt) throws(HDF5Error) in
      let properties = try attempt(H5Pcreate(chdf5_group_creation_class()))
      defer { H5Pclose(properties) }
      try attempt(H5Pset_obj_track_times(properties, false))
      let links = try HDF5Group.makeLinkProperties(attempt)
      defer { H5Pclose(links) }
      let id = try attempt(H5Gcreate2(handle.id, name, links, properties, chdf5_default()))
      return HDF5Group(Handle(id, in: handle.file, path: path, closedBy: { H5Gclose($0) }))
    }
  }

  /// Opens a group.
  public func openGroup(_ name: String) throws(HDF5Error) -> HDF5Group {
    let path = handle.path(of: name)
    return try handle.perform("open group", on: path) { (attempt) throws(HDF5Error) in
      let id = try attempt(H5Gopen2(handle.id, name, chdf5_default()))
      return HDF5Group(Handle(id, in: handle.file, path: path, closedBy: { H5Gclose($0) }))
    }
  }

  /// Opens a dataset.
  public func openDataset(_ name: String) throws(HDF5Error) -> HDF5Dataset {
    let path = handle.path(of: name)
    return try handle.perform("open dataset", on: path) { (attempt) throws(HDF5Error) in
      let id = try attempt(H5Dopen2(handle.id, name, chdf5_default()))
      return HDF5Dataset(Handle(id, in: handle.file, path: path, closedBy: { H5Dclose($0) }))
    }
  }

  /// Link creation with the groups on the way and names in UTF-8.
  static func makeLinkProperties(_ attempt: Attempt) throws(HDF5Error) -> hid_t {
    let links = try attempt(H5Pcreate(chdf5_link_creation_class()))
    do throws(HDF5Error) {
      try attempt(H5Pset_create_intermediate_group(links, 1))
      try attempt(H5Pset_char_encoding(links, H5T_CSET_UTF8))
      return links
    } catch {
      H5Pclose(links)
      throw error
    }
  }
}
