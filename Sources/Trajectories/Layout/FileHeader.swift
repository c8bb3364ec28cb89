import ClausiusHDF5Storage

/// What a file says about itself: the conventions that it follows, its title, what tells its run
/// from others, H5MD's author and creator.
enum FileHeader {
  /// Writes the attributes of the root and the group `/h5md`.
  ///
  /// - Parameter conventions: the netCDF convention with its version ("AMBER", "CF-1.10").
  static func write(
    _ root: HDF5Group, conventions: String, _ description: TrajectoryDescription
  ) throws {
    let version = description.provenance.version
    let title = description.title
    try root.attributes.write("Conventions", .fixed(conventions))
    try root.attributes.write("program", .fixed("clausius"))
    try root.attributes.write("programVersion", .fixed(version))
    try root.attributes.write("title", .fixed(title.isEmpty ? "untitled" : title))
    try RootAttributes.write(description, in: root)
    let h5md = try root.createGroup("h5md")
    try h5md.attributes.write("version", [Int32(1), 1])
    try h5md.createGroup("author").attributes.write("name", .fixed(Author.name))
    let creator = try h5md.createGroup("creator")
    try creator.attributes.write("name", .fixed("clausius"))
    try creator.attributes.write("version", .fixed(version))
  }
}
