import CHDF5

extension HDF5Group {
  /// What `name` stands for; `nil` if it does not exist.
  public func kind(of name: String) throws(HDF5Error) -> ChildKind? {
    try handle.perform("look for", on: handle.path(of: name)) { (attempt) throws(HDF5Error) in
      guard try linkExists(name, attempt) else { return nil }
      return try kind(ofLink: name, attempt)
    }
  }

  /// Whether `name` leads to a group or dataset.
  public func exists(_ name: String) throws(HDF5Error) -> Bool {
    let kind = try kind(of: name)
    return kind != nil && kind != .danglingLink
  }

  /// The names in this group and what they stand for, in alphabetical order.
  public func children() throws(HDF5Error) -> [Child] {
    let count = try handle.perform("list") { (attempt) throws(HDF5Error) in
      var information = H5G_info_t()
      try attempt(H5Gget_info(handle.id, &information))
      return information.nlinks
    }
    var names: [[UInt8]] = []
    // One by one: each may take as long as a call may.
    for index in 0..<count {
      let name = try handle.perform("list") { (attempt) throws(HDF5Error) -> [UInt8] in
        try childName(at: index, attempt)
      }
      names.append(name)
    }
    names.sort { $0.lexicographicallyPrecedes($1) }
    var children: [Child] = []
    for bytes in names {
      let name = TextCoding.text(bytes[...])
      let found = try handle.perform("list") { (attempt) throws(HDF5Error) -> ChildKind in
        try kind(ofLink: name, attempt)
      }
      children.append(Child(name: name, kind: found))
    }
    return children
  }

  /// Gives the object `source` a second name, `destination`: a hard link. Both are equal
  /// afterwards.
  public func link(from source: String, to destination: String) throws(HDF5Error) {
    let path = handle.path(of: destination)
    try handle.perform("link \(handle.path(of: source)) to", on: path) {
      (attempt) throws(HDF5Error) in
      let links = try HDF5Group.makeLinkProperties(attempt)
      defer { H5Pclose(links) }
      try attempt(
        H5Lcreate_hard(handle.id, source, handle.id, destination, links, chdf5_default()))
    }
  }

  /// Removes the name `name`; the object goes when its last name goes, its space in the file is not
  /// given back.
  public func removeLink(_ name: String) throws(HDF5Error) {
    try handle.perform("remove", on: handle.path(of: name)) { (attempt) throws(HDF5Error) in
      try attempt(H5Ldelete(handle.id, name, chdf5_default()))
    }
  }

  /// Where a link leads: a path, of another file where `file` is one.
  public struct LinkTarget: Sendable, Hashable {
    /// The other file; `nil` for the same.
    public var file: String?
    /// The path in it.
    public var path: String
  }

  /// Where the soft or external link `name` leads.
  ///
  /// Source: HDF5 file format specification 3.0, IV.A.2.g, "Link Info": an external link is a byte
  /// of flags, the name of a file and a path, each with a zero behind it.
  public func target(ofLink name: String) throws(HDF5Error) -> LinkTarget {
    try handle.perform("follow", on: handle.path(of: name)) { (attempt) throws(HDF5Error) in
      var bytes = [UInt8](repeating: 0, count: 8192)
      try attempt(H5Lget_val(handle.id, name, &bytes, bytes.count, chdf5_default()))
      let isExternal = bytes[0] == 0
      let texts = bytes.dropFirst(isExternal ? 1 : 0).split(
        separator: 0, maxSplits: 2, omittingEmptySubsequences: false
      ).map { TextCoding.text($0[...]) }
      return LinkTarget(file: isExternal ? texts[0] : nil, path: texts[isExternal ? 1 : 0])
    }
  }

  private func linkExists(_ name: String, _ attempt: Attempt) throws(HDF5Error) -> Bool {
    // H5Lexists fails, rather than saying no, where the way is missing: so it is asked step by
    // step.
    var partial = name.hasPrefix("/") ? "/" : ""
    for component in name.split(separator: "/") {
      if !partial.isEmpty {
        guard try kind(ofLink: partial, attempt) == .group else { return false }
      }
      partial += partial.isEmpty || partial == "/" ? component : "/" + component
      guard try attempt(H5Lexists(handle.id, partial, chdf5_default())) > 0 else { return false }
    }
    return true
  }

  /// What a link leads to; an object that cannot be opened since it is damaged counts as gone, one
  /// that the device does not show does not.
  private func kind(ofLink name: String, _ attempt: Attempt) throws(HDF5Error) -> ChildKind {
    let id: hid_t
    do throws(HDF5Error) {
      id = try attempt(H5Oopen(handle.id, name, chdf5_default()))
    } catch {
      let isExternal = try linkClass(of: name, attempt) == H5L_TYPE_EXTERNAL
      guard isExternal ? error.reason != .deviceFailed : !error.isOfSystem else { throw error }
      return .danglingLink
    }
    defer { H5Oclose(id) }
    switch H5Iget_type(id) {
    case H5I_GROUP: return .group
    case H5I_DATASET: return .dataset
    default: return .datatype
    }
  }

  /// Whether a link is hard, soft or external; that to the group itself is hard.
  private func linkClass(of name: String, _ attempt: Attempt) throws(HDF5Error) -> H5L_type_t {
    guard name != "/", name != "." else { return H5L_TYPE_HARD }
    var information = H5L_info_t()
    try attempt(H5Lget_info(handle.id, name, &information, chdf5_default()))
    return information.type
  }

  /// A name in the order in which the file holds them. For another order libhdf5 makes a table of
  /// all names each time, and where a read fails meanwhile, frees what it never allocated.
  private func childName(at index: hsize_t, _ attempt: Attempt) throws(HDF5Error) -> [UInt8] {
    let length = try attempt(
      H5Lget_name_by_idx(
        handle.id, ".", H5_INDEX_NAME, H5_ITER_NATIVE, index, nil, 0, chdf5_default()))
    var bytes = [CChar](repeating: 0, count: length + 1)
    try attempt(
      H5Lget_name_by_idx(
        handle.id, ".", H5_INDEX_NAME, H5_ITER_NATIVE, index, &bytes, bytes.count, chdf5_default()))
    return bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
  }
}
