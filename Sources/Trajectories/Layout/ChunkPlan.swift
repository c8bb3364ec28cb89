import ClausiusHDF5Storage

/// How many frames a chunk of a large dataset holds: C = clamp(256 KiB / (8 values), 1, 1024),
/// where a frame has 3 N values for particles, X for a field.
///
/// Readers fetch frame by frame and decompress a whole chunk for each, so a chunk stays small; a
/// chunk above the 1 MiB cache of HDF5 that is filled frame by frame would be read and written
/// again for every frame, so a chunk is written whole.
public enum ChunkPlan {
  /// Frames a chunk for frames of `values` 64-bit numbers.
  public static func framesPerChunk(valuesPerFrame values: Int) -> Int {
    min(1024, max(1, (256 << 10) / (8 * max(1, values))))
  }

  /// Entries a chunk of the small series: step, time, box edges, observables.
  public static let seriesChunk = 1024
}

extension HDF5Group {
  /// A list of numbers that does not change, in chunks of up to 1 MiB with a checksum.
  func createCheckedDataset<Element: HDF5Element>(
    _ name: String, _ values: [Element]
  ) throws(HDF5Error) -> HDF5Dataset {
    let most = (1 << 20) / MemoryLayout<Element>.stride
    let dataset = try createDataset(
      name, of: Element.self, shape: [values.count],
      chunk: values.isEmpty ? nil : [min(values.count, most)],
      filters: values.isEmpty ? [] : [.fletcher32])
    try dataset.write(values)
    return dataset
  }
}
