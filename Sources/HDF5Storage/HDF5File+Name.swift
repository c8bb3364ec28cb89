extension HDF5File {
  /// Throws if the file has lost the name that it was opened by: it was removed, or another file
  /// was put in its place.
  public func requireName() throws(HDF5Error) {
    try file.perform("go on with", on: nil) { (attempt) throws(HDF5Error) in
      let own = FileIdentity(descriptor: try file.descriptor(attempt).number)
      guard own == FileIdentity(path: path) else {
        throw attempt.failure(
          .notFound, "the file was removed or replaced while it was written",
          advice: "what was written to it is lost; begin again")
      }
    }
  }
}
