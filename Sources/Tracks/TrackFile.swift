import ClausiusDatasets
import ClausiusHDF5Storage
import ClausiusTrajectories
import Foundation

/// A file of tracks, or what came through a pipe: read once.
struct TrackFile {
  /// What a file holds.
  enum Kind {
    /// HDF5, or netCDF.
    case hdf5
    /// An array of NumPy.
    case array
    /// An archive, of NumPy or another.
    case archive
    /// Anything else, which is read as text.
    case text
  }

  let path: String
  let kind: Kind
  /// What stands in it, without the compression by gzip; nothing of HDF5, which is read by parts.
  let bytes: [UInt8]
  /// Its name and the checksum of what was read.
  let source: ImportRecord.Source

  /// Reads a file; `-` is the standard input.
  ///
  /// - Throws: `DatasetError` where there is none, or it cannot be read.
  init(_ path: String) throws {
    self.path = path
    let stored = try FileBytes.read(path)
    var hash = SHA256()
    stored.withUnsafeBytes { hash.update($0) }
    let name = path == "-" ? "stdin" : URL(filePath: path).lastPathComponent
    source = ImportRecord.Source(name: name, sha256: hash.hexadecimal)
    let isHDF5 = FileBytes.isRegular(path) && HDF5File.canRead(path)
    bytes = isHDF5 ? [] : try FileBytes.unpacked(stored, of: path)
    kind = isHDF5 ? .hdf5 : Self.kind(bytes)
  }

  private static func kind(_ bytes: [UInt8]) -> Kind {
    if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) { return .array }
    return bytes.starts(with: [0x50, 0x4B, 3, 4]) ? .archive : .text
  }

  /// The name of the file at `path` without its endings, `tracks` of `tracks.csv.gz`.
  static func plainName(of path: String) -> String {
    guard path != "-" else { return "stdin" }
    var file = URL(filePath: path)
    if file.pathExtension.lowercased() == "gz" { file.deletePathExtension() }
    return file.deletingPathExtension().lastPathComponent
  }

  /// The individual of a file of its own: the number that ends its name, `NAME_id3.csv`, or the
  /// name; 0 where the file is the only one and has no number.
  static func individual(of path: String, isOnly: Bool) -> String {
    let name = plainName(of: path)
    let digits = String(name.reversed().prefix { $0.isNumber }.reversed())
    return digits.isEmpty ? (isOnly ? "0" : name) : Int(digits).map(String.init) ?? name
  }
}
