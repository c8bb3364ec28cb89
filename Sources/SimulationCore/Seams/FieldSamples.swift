/// A field in a file that a run starts from.
public struct FieldRequest: Sendable, Hashable {
  /// The file.
  public var path: String
  /// The number of the frame; negative ones count from the end.
  public var frame: Int
  /// The dataset, variable, array or column that is phi; `nil` for the usual one.
  public var phi: String?
  /// The one that is pi; `nil` for the usual one.
  public var pi: String?
  /// The one that holds the places of the points; `nil` for the usual one.
  public var x: String?
  /// The file of pi, where it is another.
  public var piPath: String?

  /// A frame of a file.
  public init(path: String, frame: Int) {
    self.path = path
    self.frame = frame
  }

  /// Whether it says nothing but the file and the frame.
  public var namesNothing: Bool { phi == nil && pi == nil && x == nil && piPath == nil }
}

/// A field that was read from a file, at the points of the file.
public struct FieldSamples: Sendable {
  /// The field.
  public var phi: [Double]
  /// Its momentum; `nil` where the file has none.
  public var pi: [Double]?
  /// The places of the points; `nil` where the file does not state them.
  public var points: [Double]?
  /// The number of the frame.
  public var frame: Int
  /// What a trajectory states of its run; `nil` for other files.
  public var context: FrameContext?
  /// What was taken, where the request does not say it.
  public var notes: [String] = []

  /// What was read.
  public init(
    phi: [Double], pi: [Double]?, points: [Double]?, frame: Int, context: FrameContext? = nil,
    notes: [String] = []
  ) {
    self.phi = phi
    self.pi = pi
    self.points = points
    self.frame = frame
    self.context = context
    self.notes = notes
  }
}
