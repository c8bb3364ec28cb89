/// Reads an element frame by frame, a whole chunk at a time, so that no chunk is decompressed twice
/// in a row.
struct FrameBlocks {
  private let element: H5MDElement
  private let framesPerBlock: Int
  /// Whether vectors of two components get a third one, z = 0.
  private let isPlane: Bool
  private let count: Int
  private var block: [Double] = []
  private var range = 0..<0

  /// Blocks of as many frames as a chunk of the file holds.
  init(_ element: H5MDElement, isPlane: Bool = false) throws {
    self.element = element
    self.isPlane = isPlane
    count = element.rowShape.reduce(1, *)
    framesPerBlock = element.dependsOnTime ? max(1, try element.value.chunk?.first ?? 1) : 1
  }

  /// Copies the values of one frame into `values`.
  mutating func copy(frame: Int, into values: inout [Double]) throws {
    let frame = element.dependsOnTime ? frame : 0
    if !range.contains(frame) {
      let first = frame / framesPerBlock * framesPerBlock
      let end = min(first + framesPerBlock, element.frames)
      block = try element.read(from: first, count: end - first)
      range = first..<end
    }
    let start = (frame - range.lowerBound) * count
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
