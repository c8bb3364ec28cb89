import CHDF5
import Foundation

/// Where the elements of a dataset come from, and what stands where none were written.
extension HDF5Dataset {
  /// The value that its writer chose for elements that are never written; `nil` where there is
  /// none, or where it is no number.
  public var fillValue: Double? {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in
        guard try datatype(attempt).isNumeric else { return nil }
        let properties = try attempt(H5Dget_create_plist(handle.id))
        defer { H5Pclose(properties) }
        var status = H5D_FILL_VALUE_UNDEFINED
        try attempt(H5Pfill_value_defined(properties, &status))
        guard status == H5D_FILL_VALUE_USER_DEFINED else { return nil }
        var value = 0.0
        try attempt(H5Pget_fill_value(properties, chdf5_native_double(), &value))
        return value
      }
    }
  }

  /// The names of the values of an enumeration; empty for other types.
  public var enumerationNames: [Int: String] {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in
        let type = try attempt(H5Dget_type(handle.id))
        defer { H5Tclose(type) }
        guard H5Tget_class(type) == H5T_ENUM else { return [:] }
        let base = try attempt(H5Tget_super(type))
        defer { H5Tclose(base) }
        var names: [Int: String] = [:]
        for member in 0..<UInt32(max(0, H5Tget_nmembers(type))) {
          guard let name = H5Tget_member_name(type, member) else { continue }
          defer { H5free_memory(name) }
          var value = [UInt8](repeating: 0, count: max(8, H5Tget_size(type)))
          try attempt(H5Tget_member_value(type, member, &value))
          try attempt(H5Tconvert(base, chdf5_native_int64(), 1, &value, nil, chdf5_default()))
          let number = value.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
          names[Int(number)] = String(cString: name)
        }
        return names
      }
    }
  }

  /// The other files that a dataset takes its elements from: sources of a virtual dataset, and
  /// files of raw data. HDF5 shows fill values, without a word, where a source is missing.
  public var sourceFiles: [String] {
    get throws(HDF5Error) {
      try handle.perform("inspect") { (attempt) throws(HDF5Error) in
        let properties = try attempt(H5Dget_create_plist(handle.id))
        defer { H5Pclose(properties) }
        if H5Pget_layout(properties) == H5D_VIRTUAL {
          return try virtualSources(properties, attempt)
        }
        let count = max(0, H5Pget_external_count(properties))
        return try (0..<UInt32(count)).map { (index) throws(HDF5Error) in
          var name = [CChar](repeating: 0, count: 4096)
          try attempt(H5Pget_external(properties, index, name.count, &name, nil, nil))
          return Self.text(name)
        }
      }
    }
  }

  private func virtualSources(
    _ properties: hid_t, _ attempt: Attempt
  ) throws(HDF5Error) -> [String] {
    var count = 0
    try attempt(H5Pget_virtual_count(properties, &count))
    var sources: [String] = []
    for index in 0..<count {
      var name = [CChar](repeating: 0, count: 4096)
      guard H5Pget_virtual_filename(properties, index, &name, name.count) >= 0 else { continue }
      let source = Self.text(name)
      // "." is this file; a name with a number in it stands for as many files as there are.
      if source != ".", !source.contains("%"), !sources.contains(source) { sources.append(source) }
    }
    return sources
  }

  private static func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Refuses a dataset of whose source files one is missing.
  ///
  /// - Throws: ``HDF5Error`` that names the first of them.
  public func requireSources() throws(HDF5Error) {
    let folder = URL(filePath: handle.file.path).deletingLastPathComponent()
    for source in try sourceFiles {
      let beside = folder.appending(path: source).path(percentEncoded: false)
      let places = source.hasPrefix("/") ? [source] : [beside, source]
      if places.contains(where: { FileManager.default.isReadableFile(atPath: $0) }) { continue }
      try handle.perform("read") { (attempt) throws(HDF5Error) in
        throw attempt.failure(
          .notFound, "its values are in the file \(source), which is missing or may not be read",
          advice: "bring \(source) back to where the file looks for it")
      }
    }
  }
}
