import ClausiusKernelDispatch
@testable import ClausiusSimulationCore
import Testing

@testable import ClausiusSchooling

@Suite("The same run, bit for bit")
struct DeterminismTests {
  /// A small school, one that a grid serves, and one with everything drawn and scheduled.
  static let schools: [NamedModel] = [
    NamedModel("250 in a box") {
      $0.individuals = 250
      $0.boundary = .periodic
      $0.box = [35, 35, 35]
      $0.start = .uniform
    },
    NamedModel("3000 in a wide ball") {
      $0.individuals = 3000
      $0.startRadius = 100
    },
    NamedModel("distributions and a schedule") {
      $0.individuals = 300
      $0.speed = .normal(.init(mean: 3, standardDeviation: 0.5))
      $0.schedule.orientationWidth = [.init(from: 0.5, value: 6)]
    },
  ]

  @Test("One thread or two", arguments: schools)
  func threads(school: NamedModel) throws {
    let bits = try [1, 2, 3].map { threads in
      var run = try SchoolRun(school.model, threads: threads)
      run.step(10)
      return run.bits
    }
    #expect(bits[0] == bits[1])
    #expect(bits[0] == bits[2])
  }

  @Test("Resumed or uninterrupted", arguments: schools, KernelVariant.supported)
  func resume(school: NamedModel, variant: KernelVariant) throws {
    var whole = try SchoolRun(school.model, variant: variant)
    whole.step(6)
    var archive = StateArchive()
    whole.system.save(into: &archive)
    let saved = whole.bits
    whole.step(7)
    var resumed = try SchoolRun(school.model, variant: variant)
    try resumed.restore(from: archive, tick: 6)
    #expect(resumed.bits == saved)
    resumed.step(7)
    #expect(resumed.bits == whole.bits)
    if school.model.boundary == .periodic { #expect(resumed.images == whole.images) }
  }

  @Test("A checkpoint of another school is refused")
  func wrongArchive() throws {
    var archive = StateArchive()
    try SchoolRun(CouzinModel()).system.save(into: &archive)
    let other = try SchoolRun(CouzinModel().with { $0.individuals = 99 })
    #expect(throws: StateArchiveError(name: "system/position_x", expected: 99)) {
      try other.system.restore(from: archive)
    }
    #expect(throws: StateArchiveError(name: "system/step", expected: 1)) {
      try other.system.restore(from: StateArchive())
    }
  }

  @Test("Another seed gives another run")
  func seeds() throws {
    var first = try SchoolRun(CouzinModel(), seed: 1)
    var second = try SchoolRun(CouzinModel(), seed: 1 << 40)
    first.step()
    second.step()
    #expect(first.bits != second.bits)
  }

  @Test("Variants agree to rounding over a short run", arguments: NamedModel.all)
  func variants(school: NamedModel) throws {
    let runs = try KernelVariant.supported.map { variant in
      var run = try SchoolRun(school.model, variant: variant)
      run.step(5)
      return run
    }
    for run in runs.dropFirst() {
      #expect(largestDifference(run.positions, runs[0].positions) < 1e-11)
      #expect(largestDifference(run.headings, runs[0].headings) < 1e-11)
    }
  }
}
