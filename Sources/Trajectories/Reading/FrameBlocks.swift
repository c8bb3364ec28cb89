/// Reads an element frame by frame, a whole chunk at a time, so that no chunk is decompressed twice
/// in a row; of chunks that hold the path of an individual over many frames, all frames where they
/// are few, else as many as a small memory takes.
struct FrameBlocks {
  private let element: H5MDElement
  private let rowsPerBlock: Int
  /// Whether vectors of two components get a third one, z = 0.
  private let isPlane: Bool
  /// Numbers of a frame, z of a plane included.
  var valueCount: Int { isPlane ? count / 2 * 3 : count }
  private let count: Int
  private var block: [Double] = []
  private var range = 0..<0

  /// Numbers of a block that is made of parts of chunks.
  private static let mostValues = 1 << 21
  /// Numbers of an element that is read whole, so that its chunks are decompressed once.
  private static let mostOfWhole = 6 << 20

  /// Blocks of as many frames as a chunk of the file holds, if it holds whole frames.
  init(_ element: H5MDElement, isPlane: Bool = false) throws {
    self.element = element
    self.isPlane = isPlane
    count = element.rowShape.reduce(1, *)
    let chunk = element.dependsOnTime ? try element.value.chunk ?? [] : []
    let isOfFrames = Array(chunk.dropFirst()) == element.rowShape
    let isWhole = count * element.rowCount <= Self.mostOfWhole
    let most = isOfFrames || isWhole ? Int.max : max(1, Self.mostValues / max(1, count))
    rowsPerBlock = max(1, min(chunk.first ?? 1, most))
  }

  /// Copies the values of one frame into `values`.
  mutating func copy(frame: Int, into values: inout [Double]) throws {
    let row = element.grid?.rows[frame] ?? 0
    if !range.contains(row) {
      let first = row / rowsPerBlock * rowsPerBlock
      range = first..<min(first + rowsPerBlock, max(first + 1, element.rowCount))
      block = try element.read(rows: range)
    }
    let start = (row - range.lowerBound) * count
    if !isPlane {
      values.replaceSubrange(0..<count, with: block[start..<start + count])
    } else {
      for k in 0..<count / 2 {
        values[3 * k] = block[start + 2 * k]
        values[3 * k + 1] = block[start + 2 * k + 1]
        values[3 * k + 2] = 0
      }
    }
  }
}
