import ArgumentParser
import ClausiusDeclarations
import ClausiusTracks

extension TrackPreset: ExpressibleByArgument {
  /// The preset called `argument`; idtracker.ai by its own name too.
  public init?(argument: String) {
    self.init(
      rawValue: argument.lowercased() == "idtracker.ai" ? "idtracker" : argument.lowercased())
  }
}
extension TrackColumns.AngleUnit: ExpressibleByArgument {}
extension DuplicateRule: ExpressibleByArgument {}

/// Options of `import` that say what columns tell.
struct ColumnOptions: ParsableArguments {
  @Option(
    help: """
      The program that wrote the files: \(TrackPreset.allCases.map(\.rawValue).joined(separator: ", ")).
      """)
  var preset: TrackPreset?

  @Option(help: ArgumentHelp("The number of the frame.", valueName: "column"))
  var frame: String?

  @Option(
    help: ArgumentHelp(
      "The time: numbers, or dates with a time of day (UTC where they say nothing else).",
      valueName: "column"))
  var time: String?

  @Option(
    help: ArgumentHelp(
      "Frames a unit of time, where the files number frames; it goes before --time.",
      valueName: "frames"))
  var rate: Double?

  @Option(
    help: ArgumentHelp(
      "Round times to multiples of it, so that individuals seen a little apart share a frame.",
      valueName: "time"))
  var timeStep: Double?

  @Option(help: ArgumentHelp("The individual, a number or a name.", valueName: "column"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "Places along x; with a star, 'x*', a column for each individual.", valueName: "column"))
  var x: String?

  @Option(help: ArgumentHelp("Places along y.", valueName: "column"))
  var y: String?

  @Option(help: ArgumentHelp("Places along z.", valueName: "column"))
  var z: String?

  @Option(help: ArgumentHelp("Velocities along x, in place of --velocity.", valueName: "column"))
  var vx: String?

  @Option(help: ArgumentHelp("Velocities along y.", valueName: "column"))
  var vy: String?

  @Option(help: ArgumentHelp("Velocities along z.", valueName: "column"))
  var vz: String?

  @Option(
    help: ArgumentHelp(
      "Headings, angles from the x axis towards the y axis; order parameters take them in place of directions of velocities.",
      valueName: "column"))
  var heading: String?

  @Option(
    help: ArgumentHelp(
      "The unit of the headings, which must be given: rad, deg.", valueName: "unit"))
  var headingUnit: TrackColumns.AngleUnit?

  @Option(help: ArgumentHelp("The body part that is followed (deeplabcut).", valueName: "name"))
  var bodypart: String?

  @Option(help: "Points less likely than this are none (deeplabcut).")
  var likelihood = 0.6

  func validate() throws {
    if let rate, !(rate > 0 && rate.isFinite) { throw ValidationError("--rate must be above 0") }
    if let timeStep, !(timeStep > 0 && timeStep.isFinite) {
      throw ValidationError("--time-step must be above 0")
    }
    guard (heading == nil) == (headingUnit == nil) else {
      throw ValidationError("--heading needs --heading-unit, rad or deg, and the other way round")
    }
    guard (0...1).contains(likelihood) else {
      throw ValidationError("--likelihood takes a number from 0 to 1")
    }
  }

  /// The columns that were named.
  var columns: TrackColumns {
    var columns = TrackColumns()
    (columns.frame, columns.time, columns.id) = (frame, time, id)
    (columns.x, columns.y, columns.z) = (x, y, z)
    (columns.vx, columns.vy, columns.vz) = (vx, vy, vz)
    columns.heading = heading
    columns.headingUnit = headingUnit ?? .radian
    return columns
  }
}

/// Options of `import` that say where places are.
struct SpaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The unit of length after calibration; else that of the preset, or pixel.", valueName: "word")
  )
  var unit: String?

  @Option(help: ArgumentHelp("The unit of time.", valueName: "word"))
  var timeUnit = "s"

  @Option(
    help: ArgumentHelp(
      "Units of length a unit of the file, such as cm a pixel.", valueName: "number"))
  var scale = 1.0

  @Option(
    help: ArgumentHelp("The place in the file that becomes 0, in its units.", valueName: "x,y[,z]"))
  var origin: String?

  @Flag(help: "y points down in the file, as in pictures; with --origin 0,HEIGHT it stays above 0.")
  var flipY = false

  @Flag(help: "x is a longitude and y a latitude, in degrees: projected on a plane, in meters.")
  var geographic = false

  @Option(
    help: ArgumentHelp(
      "Where individuals can be, in the unit of length: circle:R, circle:R,X,Y, box:X0,X1,Y0,Y1 (walls).",
      valueName: "shape"))
  var arena: String?

  func validate() throws {
    guard scale > 0, scale.isFinite else { throw ValidationError("--scale must be above 0") }
  }

  func calibration() throws -> Calibration {
    var calibration = Calibration()
    calibration.scale = scale
    calibration.flipsY = flipY
    guard let origin else { return calibration }
    let numbers = origin.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.filter { $0 != " " })
    }
    guard (2...3).contains(numbers.count), numbers.allSatisfy({ $0?.isFinite == true }) else {
      throw ValidationError("--origin takes two or three numbers: x,y or x,y,z")
    }
    for (axis, number) in numbers.enumerated() { calibration.origin[axis] = number ?? 0 }
    return calibration
  }

  func parsedArena() throws -> Arena? {
    guard let arena else { return nil }
    guard let shape = Arena(arena) else {
      throw ValidationError(
        "--arena '\(arena)' is none: circle:R or circle:R,X,Y with R above 0, box:X0,X1,Y0,Y1 with X0 < X1"
      )
    }
    return shape
  }
}

/// Options of `import` that say what becomes of tracks.
struct TrackRuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Frames in which an individual was not seen: leave, interpolate:N (gaps of up to N frames, along a line), split (another individual after each gap).",
      valueName: "rule"))
  var gaps = "leave"

  @Option(
    help: ArgumentHelp(
      "An individual that stands twice in a frame: \(DuplicateRule.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "rule"))
  var duplicates = DuplicateRule.refuse

  @Option(
    help: ArgumentHelp(
      "How velocities follow from positions: \(SavitzkyGolay().text), or none; see '\(ProgramName.current) describe \(SavitzkyGolay.name)'.",
      valueName: "call"))
  var velocity = SavitzkyGolay().text

  func gapRule() throws -> GapRule {
    guard let rule = GapRule(gaps) else {
      throw ValidationError("--gaps '\(gaps)' is none: leave, interpolate:N with N above 0, split")
    }
    return rule
  }

  func savitzkyGolay() throws -> SavitzkyGolay? {
    guard velocity != "none" else { return nil }
    let place = SourcePosition(source: "--velocity", line: 1, column: 1)
    let call = try CallParser.parse(velocity, at: place, naming: "a method")
    guard call.name == SavitzkyGolay.name else {
      throw Problem(
        "unknown method '\(call.name)'", at: place, advice: "\(SavitzkyGolay.name), or none")
    }
    return try SavitzkyGolay(from: Node(.mapping(call.entries), at: place))
  }
}
