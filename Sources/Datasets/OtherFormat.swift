/// Formats that are no tables of text and are not read, by their first bytes.
enum OtherFormat {
  /// Refuses the bytes of such a file.
  ///
  /// - Throws: ``DatasetError`` with what to do.
  static func refuse(_ bytes: [UInt8], path: String) throws(DatasetError) {
    for (magic, refusal) in refusals where bytes.starts(with: magic) {
      throw DatasetError(.request, "\(path): \(refusal)")
    }
  }

  private static let refusals: [([UInt8], String)] = [
    (
      [0x89] + Array("HDF\r\n".utf8),
      "an HDF5 file does not come through a pipe; write it into a file and name that"
    ),
    (
      Array("CDF".utf8),
      "a netCDF file does not come through a pipe; write it into a file and name that"
    ),
    (Array("MATLAB 5.0".utf8), "a MATLAB file of version 5; save it with -v7.3, or as CSV"),
    (Array("PAR1".utf8), "a Parquet file; save the columns as CSV or HDF5"),
    (Array("ARROW1".utf8), "a Feather file; save the columns as CSV or HDF5"),
    (Array("SQLite format 3".utf8), "an SQLite database; save a table as CSV"),
  ]
}
