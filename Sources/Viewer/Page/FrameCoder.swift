import ClausiusSimulationCore
import ClausiusTrajectories

/// Codes the frames of a trajectory that a page shows, block by block.
struct FrameCoder {
  let reader: TrajectoryReader
  let columns: [PageColumn]

  /// Bytes of a block before they are made smaller: what a browser unpacks at once.
  private static let bytesOfBlock = 4 << 20
  private static let mostFramesOfBlock = 256

  /// The number of individuals of the file.
  var individualCount: Int { reader.context.individuals }

  /// Bytes of a frame before they are made smaller.
  func bytesOfFrame(_ selection: PageSelection) -> Int {
    columns.reduce(0) { $0 + $1.bytes(individuals: selection.individuals.count) }
  }

  /// Codes all frames of a selection.
  ///
  /// - Parameter limit: the most compressed bytes; coding stops behind them.
  /// - Returns: the blocks, and for each frame that was coded its box.
  /// - Throws: what reading throws; ``ViewerError`` without memory.
  func code(
    _ selection: PageSelection, limit: Int = .max
  ) throws -> (blocks: [FrameBlock.Coded], boxes: [Box?]) {
    let size = max(1, bytesOfFrame(selection))
    let framesOfBlock = max(1, min(Self.mostFramesOfBlock, Self.bytesOfBlock / size))
    var blocks: [FrameBlock.Coded] = []
    var boxes: [Box?] = []
    var bytes = 0
    for first in stride(from: 0, to: selection.frames.count, by: framesOfBlock) {
      let end = min(selection.frames.count, first + framesOfBlock)
      let block = try code(Array(selection.frames[first..<end]), selection, &boxes)
      bytes += Packing.lettersOfBase64(block.packed.count)
      blocks.append(block)
      if bytes > limit { break }
    }
    return (blocks, boxes)
  }

  /// How many letters the frames of a selection need, judged by three groups of them.
  ///
  /// - Throws: what reading throws; ``ViewerError`` without memory.
  func estimate(_ selection: PageSelection) throws -> Int {
    let frames = selection.frames
    let size = max(1, bytesOfFrame(selection))
    let most = max(2, min(Self.mostFramesOfBlock, Self.bytesOfBlock / size))
    let length = min(16, min(most, max(1, frames.count / 3)))
    var boxes: [Box?] = []
    var bytes = 0
    var count = 0
    for part in 0..<3 {
      let first = part * (frames.count - length) / 2
      guard first >= 0, first + length <= frames.count else { continue }
      bytes += try code(Array(frames[first..<first + length]), selection, &boxes).packed.count
      count += length
    }
    return Packing.lettersOfBase64(bytes / max(1, count) * frames.count)
  }

  private func code(
    _ frames: [Int], _ selection: PageSelection, _ boxes: inout [Box?]
  ) throws -> FrameBlock.Coded {
    var block = FrameBlock(columns, shown: selection.individuals, of: individualCount)
    var frame = try reader.makeFrame()
    for index in frames {
      try reader.read(index, into: &frame)
      block.add(frame)
      boxes.append(frame.box)
    }
    return try block.coded()
  }
}
