import ClausiusDeclarations

/// A frame of individuals in a file that a run starts from.
public struct FrameRequest: Sendable, Hashable {
  /// The file.
  public var path: String
  /// The number of the frame; negative ones count from the end.
  public var frame: Int
  /// The group of individuals; `nil` for the only or first one.
  public var group: String?

  /// A frame of a file.
  public init(path: String, frame: Int, group: String? = nil) {
    self.path = path
    self.frame = frame
    self.group = group
  }
}

/// A frame that was read for the start of a run, and what a user should know of it.
public struct StartFrame: Sendable {
  /// The frame.
  public var frame: Frame
  /// What was taken, where the request does not say it.
  public var notes: [String]
  /// The nearest frames that hold quantities which this one lacks, by name.
  public var elsewhere: [String: Int]

  /// What was read.
  public init(_ frame: Frame, notes: [String] = [], elsewhere: [String: Int] = [:]) {
    self.frame = frame
    self.notes = notes
    self.elsewhere = elsewhere
  }

  /// What may surprise in a start from it: which group it is, another box, other images.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - box: the space of the run.
  ///   - outside: how many of its individuals were taken to their images inside the box.
  ///   - individuals: what these are called.
  public func warnings(
    _ path: String, box: Box, outside: Int = 0, individuals: String = "individuals"
  ) -> [Contradiction] {
    let images =
      outside > 0
      ? "\(outside) of its \(individuals) stand outside the box, which begins at 0, and were taken to their images inside"
      : nil
    return notes.map { warning("'\(path)': \($0)", "choose with start_group") }
      + [boxWarning(path, box, images)].compactMap { $0 }
  }

  private func boxWarning(_ path: String, _ box: Box, _ images: String?) -> Contradiction? {
    let axes = 0..<min(box.spatialDimension, frame.space.spatialDimension)
    let (file, own) = (axes.map(frame.space.length), axes.map(box.length))
    let isOther = zip(file, own).contains { file, own in
      file.isFinite && own.isFinite && abs(file - own) > 1e-6 * max(file, own)
    }
    guard isOther else {
      return images.map { warning($0, "nothing, where the file has a box centered on 0") }
    }
    func sides(_ lengths: [Double]) -> String {
      lengths.map(\.scenarioText).joined(separator: " by ")
    }
    return warning(
      "'\(path)' has a box of \(sides(file)), this one is \(sides(own))"
        + (images.map { ": " + $0 } ?? ""),
      "write box: \(file.scenarioText), unless another is meant")
  }

  private func warning(_ message: String, _ advice: String) -> Contradiction {
    Contradiction(at: "start_file", message, advice: advice)
  }
}

extension RunSettings {
  /// Reads a frame of individuals for `start: file`.
  ///
  /// - Throws: what ``loadIndividuals`` or ``loadFrame`` throws.
  public func load(_ request: FrameRequest) throws -> StartFrame {
    if let loadIndividuals { return try loadIndividuals(request) }
    return StartFrame(try loadFrame(request.path, request.frame))
  }
}
