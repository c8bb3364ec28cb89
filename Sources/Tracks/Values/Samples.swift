import ClausiusTrajectories

/// What files tell of individuals, one entry for each of them in each frame, in the order of the
/// files.
struct Samples {
  /// The names and checksums of the files.
  var sources: [ImportRecord.Source] = []
  /// The paths of the files.
  var files: [String] = []
  /// What the files call the individuals.
  private(set) var names: [String] = []
  private var numbers: [String: Int32] = [:]
  /// Which of ``names`` each entry is of.
  var individuals: [Int32] = []
  /// The number of its frame; empty where files tell only times.
  var frames: [Int] = []
  /// Its time; empty where files tell only numbers of frames.
  var times: [Double] = []
  /// Its instant, where files tell dates; they become ``times`` when all files are read.
  private(set) var instants: [Timestamp] = []
  /// Where it was; not finite where nobody knows.
  var positions: [SIMD3<Double>] = []
  /// Its velocity; empty where files tell none.
  var velocities: [SIMD3<Double>] = []
  /// Its heading in radians; empty where files tell none.
  var headings: [Double] = []
  /// Where it stands.
  var places: [SamplePlace] = []
  /// 3 where files tell z.
  var dimension = 2
  /// The frames a second that the files tell.
  var rate: Double?
  /// The instant of time 0, ISO 8601 in UTC; `nil` where times are plain numbers.
  var epoch: String?
  /// Rows that name no individual.
  var unnamed = 0
  /// Rows without a place that are no frames.
  var unplaced = 0
  /// Whether places are longitudes and latitudes.
  var isGeographic = false
  /// What a user should know of how the files were read.
  var notes: [String] = []

  /// The number of an individual.
  mutating func number(of name: String) -> Int32 {
    if let number = numbers[name] { return number }
    let number = Int32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  /// Adds the times of entries.
  mutating func add(_ times: ColumnTimes) {
    switch times {
    case .numbers(let numbers): self.times += numbers
    case .instants(let instants): self.instants += instants
    }
  }

  /// Instants become seconds since the first: their differences are exact.
  ///
  /// - Throws: ``TrackError`` where some files tell dates and others numbers.
  mutating func countFromFirst() throws {
    guard let first = instants.min() else { return }
    guard times.isEmpty else {
      throw TrackError(
        files.last ?? "", "some files tell times by dates and others by numbers",
        advice: "import them one by one")
    }
    times = instants.map { $0.seconds(since: first) }
    instants = []
    epoch = first.text
    notes.append("time 0 is \(first.text); instants without an offset are in UTC")
  }

  /// The file and the line of an entry, for messages.
  func place(_ k: Int) -> (file: String, line: Int?) {
    let place = places[k]
    return (files[Int(place.file)], place.line > 0 ? Int(place.line) : nil)
  }
}
