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
