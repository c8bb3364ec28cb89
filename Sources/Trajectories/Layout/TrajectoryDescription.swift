import ClausiusHDF5Storage
import ClausiusSimulationCore

/// What a trajectory file is made for, known before its first frame.
public struct TrajectoryDescription: Sendable {
  /// The compression of the quantities.
  public enum Compression: String, Sendable, Hashable, CaseIterable {
    /// Shuffle and deflate level 1, with a checksum.
    case gzip
    /// As it is, with a checksum.
    case none

    /// What is done to each chunk.
    var filters: [HDF5Filter] {
      self == .gzip ? [.shuffle, .deflate(1), .fletcher32] : [.fletcher32]
    }
  }

  /// What frames come from.
  public enum Origin: Sendable, Hashable {
    /// A run, which these texts made.
    case run(RunRecord)
    /// Files of another program.
    case imported(ImportRecord)
  }

  /// What every flush survives: the death of the process, or a power failure as well.
  public typealias Durability = HDF5File.Durability

  /// What stays the same over all frames.
  public var context: FrameContext
  /// The space that individuals live in; `nil` for what does not live in space.
  public var box: Box?
  /// The quantities that are written.
  public var quantities: [QuantityDescription]
  /// The observables that come with every frame, in their order.
  public var observables: [ObservableDescription]
  /// The compression of the large datasets.
  public var compression: Compression
  /// What every flush of the file survives.
  public var durability: Durability
  /// What the frames come from.
  public var origin: Origin
  /// Numbers about a quantity that stand on its dataset, by the names of the quantity and of the
  /// attribute.
  public var attributes: [String: [String: Double]] = [:]
  /// The units of lengths and times, in which those of quantities, observables and axes are
  /// written.
  public var units: WorkingUnits? {
    didSet {
      guard let units else { return }
      context.words["length_unit"] = units.length
      context.words["time_unit"] = units.time
      for k in quantities.indices { quantities[k].unit = units.applied(to: quantities[k].unit) }
      for k in observables.indices { observables[k].unit = units.applied(to: observables[k].unit) }
      for k in context.axes.indices {
        context.axes[k].unit = units.applied(to: context.axes[k].unit)
      }
    }
  }
  /// Program, machine and time.
  public var provenance: Provenance

  /// A description of the file of a run.
  public init(
    context: FrameContext, box: Box?, quantities: [QuantityDescription],
    observables: [ObservableDescription],
    compression: Compression, durability: Durability = .kill, record: RunRecord,
    provenance: Provenance
  ) {
    self.context = context
    self.box = box
    self.quantities = quantities
    self.observables = observables
    self.compression = compression
    self.durability = durability
    origin = .run(record)
    self.provenance = provenance
  }

  /// A description of a file of frames that were read from other files, `quantities` of them.
  public init(
    context: FrameContext, box: Box, quantities: [QuantityDescription], importing: ImportRecord,
    provenance: Provenance
  ) {
    self.context = context
    self.box = box
    self.quantities = quantities
    observables = []
    // Individuals that are absent leave rows of NaN, which take no room when they are packed.
    compression = .gzip
    durability = .kill
    origin = .imported(importing)
    self.provenance = provenance
  }

  /// What the file is about, in one line; empty where nobody said.
  public var title: String {
    switch origin {
    case .run(let record): record.title
    case .imported(let record): record.title
    }
  }

  /// Frames a chunk of the large datasets.
  public var framesPerChunk: Int {
    if context.axes.contains(where: { $0.kind == .individuals }) {
      return ChunkPlan.framesPerChunk(valuesPerFrame: 3 * max(1, context.individuals))
    }
    let largest = quantities.map { $0.count(in: context) }.max() ?? 1
    return ChunkPlan.framesPerChunk(valuesPerFrame: largest)
  }
}
