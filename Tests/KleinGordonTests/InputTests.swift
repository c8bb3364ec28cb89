import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusKleinGordon

@Suite struct InputTests {
  /// A scenario's group as nodes: `[key: value]` with words, numbers, lists and groups.
  private func node(_ value: Any) -> Node {
    let place = SourcePosition(source: "s.yaml", line: 1, column: 1)
    switch value {
    case let pairs as KeyValuePairs<String, Any>:
      let entries = pairs.map {
        Node.Entry(key: $0.key, position: place, value: node($0.value))
      }
      return Node(.mapping(entries), at: place)
    case let list as [Any]: return Node(.list(list.map(node)), at: place)
    default: return Node(.scalar(text: "\(value)", isQuoted: false), at: place)
    }
  }

  private func problems(
    _ keys: KeyValuePairs<String, Any>, timeStep: Double? = nil
  ) -> String {
    do {
      let model = try KleinGordonModel(from: node(keys))
      guard let timeStep else { return "" }
      return model.contradictions(timeStep: timeStep).map { "\($0.message) (\($0.advice ?? ""))" }
        .joined()
    } catch {
      return error.description
    }
  }

  private func group(_ pairs: KeyValuePairs<String, Any>) -> KeyValuePairs<String, Any> { pairs }

  @Test func `right scenarios are read`() throws {
    let model = try KleinGordonModel(
      from: node(
        [
          "potential": group(["polynomial": [0, 0, 0.5, 0, 0.25]]), "points": 256,
          "boundary": group(["reflecting": "dirichlet"]), "scheme": "yoshida_4",
          "start": group(["kind": "gaussian", "amplitude": 0.3, "width": 1]), "probes": [0, 1.5],
        ] as KeyValuePairs<String, Any>))
    #expect(model.boundary == .dirichlet)
    #expect(model.potential.form.curvature(1) == 4)
    #expect(model.scheme == .yoshida4)
    #expect(
      model.initial?.scenarioText
        == "{kind: gaussian, amplitude: 0.3, width: 1, position: 0, velocity: 0, background: 0, convention: exact}"
    )
    let again = try Potential(
      from: node(group(["kind": "phi4", "lambda": 2])), as: Potential.kind)
    #expect(again.scenarioText == "{kind: phi4, lambda: 2, v: 1}")
    #expect(
      problems(["potential": "sine_gordon", "start": "kink", "boundary": group(["winding": 1])])
        == "")
    #expect(problems(["start": "kink", "boundary": "antiperiodic"]) == "")
  }

  @Test func `numbers out of range are refused`() {
    let kink = ["kind": "kink", "velocity": 1.2] as KeyValuePairs<String, Any>
    #expect(
      problems(["start": kink]).contains("velocity: expected a real number above -1 and below 1"))
    let breather = ["kind": "breather", "frequency": 1] as KeyValuePairs<String, Any>
    #expect(
      problems(["potential": "sine_gordon", "start": breather])
        .contains("frequency: expected a real number above 0 and below 1"))
    #expect(problems(["points": 0, "start": "vacuum"]).contains("points: expected a whole number"))
    #expect(problems(["length": -1, "start": "vacuum"]).contains("length: expected a real number"))
    #expect(problems(["start": "kinc"]).contains("did you mean 'kink'?"))
    #expect(problems(["potential": "phi5", "start": "vacuum"]).contains("did you mean 'phi4'?"))
    #expect(problems([:]).contains("'start' is missing"))
    let scan = group(["velocity": group(["from": 0.5, "to": 1.5, "count": 3])])
    #expect(
      problems(["start": "kink_antikink", "ensemble": scan])
        .contains("the velocity 1 is out of range"))
    let frequencies = group(["frequency": group(["from": 0.5, "to": 0.6, "count": 3])])
    #expect(
      problems(["start": "kink_antikink", "ensemble": frequencies])
        .contains("the start has no 'frequency'"))
  }

  @Test func `a jump at the boundary is refused and the right boundary named`() {
    #expect(
      problems(["start": "kink"])
        == "s.yaml:1:1: the field jumps from 1 to -1 at the boundary (for a kink use the boundary antiperiodic)"
    )
    #expect(
      problems(["potential": "sine_gordon", "start": "kink"])
        .contains("for one kink use the boundary {winding: 1}"))
    #expect(
      problems(["start": "kink_antikink", "boundary": "antiperiodic"])
        .contains("'antiperiodic' wants opposite values"))
    let two = group(["winding": 2])
    #expect(
      problems(["potential": "sine_gordon", "start": "kink", "boundary": two])
        .contains("the field rises by 6.2832 and the boundary wants 12.5664"))
    #expect(
      problems(["start": "kink", "boundary": two]).contains("'winding' needs a periodic potential"))
    #expect(
      problems(["start": "kink", "boundary": "dirichlet"]).contains(
        "the field is not 0 at the ends"))
  }

  @Test func `what does not fit together is refused`() {
    #expect(problems(["potential": "linear", "start": "kink"]).contains("'linear' has no kink"))
    #expect(
      problems(["potential": "phi4", "start": "breather"]).contains("'phi4' has no breather"))
    #expect(
      problems(["potential": "phi4", "start": "kink_kink"]).contains("no kink can follow a kink"))
    #expect(
      problems(["potential": "sine_gordon", "start": "breather", "dealiasing": "exact"])
        .contains("'exact' needs a polynomial potential"))
    #expect(
      problems(["superpose": ["kink", "kink"]]).contains(
        "one start ends at phi = 1 and the next begins at -1"))
    #expect(
      problems(["start": "kink_antikink", "probes": [100]]).contains("lies outside the domain"))
    #expect(
      problems(["start": "kink_antikink", "points": 514, "symmetry": "even"])
        .contains("not even about the middle"))
    #expect(
      problems(["start": "kink", "boundary": "antiperiodic", "points": 511])
        .contains("needs an even number of points"))
  }

  @Test func `a step above the limit is refused with the limit`() throws {
    // k_max = 512 pi/60 and mass^2 = 2: the limit is 2/omega_max.
    #expect(
      problems(["start": "kink_antikink", "scheme": "stormer_verlet"], timeStep: 0.08)
        == "the time step 0.08 is above the stability limit 0.0745 of stormer_verlet on this grid (shorten it or write auto, use fewer points, or an exponential scheme)"
    )
    #expect(
      problems(["start": "kink_antikink", "scheme": "stormer_verlet"], timeStep: 0.0745) == "")
    #expect(
      problems(
        ["potential": "linear", "start": "gaussian", "scheme": "exponential_splitting"],
        timeStep: 1000) == "")
    // The fastest wave, k = 512 pi/60, resonates with kicks at intervals of half its period.
    #expect(
      problems(["start": "kink_antikink", "scheme": "exponential_splitting"], timeStep: 0.12)
        == "the time step 0.12 is above the stability limit 0.116862 of exponential_splitting on this grid (shorten it or write auto, use fewer points)"
    )
    #expect(
      problems(["start": "kink_antikink", "scheme": "exponential_splitting"], timeStep: 0.115)
        == "")
    var model = KleinGordonModel()
    model.initial = .kinkAntikink(KinkAntikinkStart())
    for scheme in TimeScheme.allCases {
      model.scheme = scheme
      let step = try #require(model.safeTimeStep)
      #expect(model.contradictions(timeStep: step).isEmpty)
      #expect(step > 0.01)
    }
  }

  @Test func `waves that the grid cannot hold are refused with the limit`() {
    func wave(_ kind: String, _ mode: Any, key: String = "mode") -> KeyValuePairs<String, Any> {
      group(["kind": kind, key: mode])
    }
    func refused(_ start: KeyValuePairs<String, Any>, boundary: String, dealiasing: String = "none")
      -> String
    {
      problems([
        "potential": "linear", "points": 64, "boundary": boundary, "dealiasing": dealiasing,
        "start": start,
      ])
    }
    // A wave of 32 periods on 64 points can stand and not travel.
    #expect(refused(wave("standing_wave", 32), boundary: "periodic") == "")
    #expect(
      refused(wave("standing_wave", 33), boundary: "periodic")
        == "s.yaml:1:1: mode 33 does not fit on a grid of 64 points (modes from 0 to 32 do; use one of them, or more points)"
    )
    #expect(refused(wave("plane_wave", -31), boundary: "periodic") == "")
    #expect(
      refused(wave("plane_wave", -32), boundary: "periodic").contains("modes from -31 to 31 do"))
    #expect(
      refused(wave("random_phase", [2, 40], key: "modes"), boundary: "periodic")
        .contains("mode 40 does not fit on a grid of 64 points (modes from -31 to 31 do"))
    #expect(refused(wave("plane_wave", 31), boundary: "antiperiodic") == "")
    #expect(
      refused(wave("plane_wave", 32), boundary: "antiperiodic").contains("modes from -32 to 31 do"))
    #expect(refused(wave("standing_wave", 63), boundary: "neumann") == "")
    #expect(
      refused(wave("standing_wave", 64), boundary: "neumann").contains("modes from 0 to 63 do"))
    #expect(refused(wave("standing_wave", 64), boundary: "dirichlet") == "")
    #expect(
      refused(wave("standing_wave", 0), boundary: "dirichlet").contains(
        "mode 0 vanishes between fixed ends (modes from 1 to 64 do"))
    #expect(refused(wave("plane_wave", 21), boundary: "periodic", dealiasing: "two_thirds") == "")
    #expect(
      refused(wave("plane_wave", 22), boundary: "periodic", dealiasing: "two_thirds")
        .contains("mode 22 is removed by dealiasing two_thirds"))
    for boundary in ["neumann", "dirichlet"] {
      #expect(
        refused(wave("plane_wave", 3), boundary: boundary).contains(
          "no wave travels for ever between reflecting walls (use standing_wave"))
    }
  }

  @Test func `starts whose middle lies outside are refused`() {
    let kink = group(["kind": "kink", "position": 31])
    #expect(
      problems(["start": kink, "boundary": "antiperiodic"])
        == "s.yaml:1:1: the middle of a start, x = 31, lies outside of the domain (it runs from -30 to 30)"
    )
    let pair = group(["kind": "kink_antikink", "separation": 62])
    #expect(problems(["start": pair]).contains("x = -31, lies outside"))
    for start in [
      group(["kind": "breather", "position": -40]), group(["kind": "gaussian", "position": 90]),
    ] {
      #expect(
        problems(["potential": "sine_gordon", "start": start]).contains("outside of the domain"))
    }
    let scan = group(["separation": group(["from": 20, "to": 70, "count": 3])])
    #expect(
      problems(["start": "kink_antikink", "ensemble": scan]).contains("x = -35, lies outside"))
  }

  @Test func `the order of superposed starts does not matter`() throws {
    func kink(_ kind: String, _ x: Double) -> KeyValuePairs<String, Any> {
      group(["kind": kind, "position": x])
    }
    let right: [Any] = [kink("kink", -10), kink("antikink", 10)]
    let reversed: [Any] = [kink("antikink", 10), kink("kink", -10)]
    #expect(problems(["superpose": right]) == "")
    #expect(problems(["superpose": reversed]) == "")
    let wrong: [Any] = [kink("kink", 10), kink("antikink", -10)]
    #expect(problems(["superpose": wrong]) == "")
    let models = try [right, reversed, wrong].map {
      try KleinGordonModel(from: node(["superpose": $0] as KeyValuePairs<String, Any>))
    }
    let profiles = try models.map { try #require($0.profile(in: $0.startSpace())) }
    for x in [-29.0, -10, -3, 0, 4, 12] {
      #expect(profiles[0].value(x).phi == profiles[1].value(x).phi)
    }
    // An antikink on the left and a kink on the right: +1 outside, -1 between them.
    #expect(abs(profiles[2].value(0).phi + 1) < 1e-5)
    #expect(abs(profiles[2].value(-29).phi - 1) < 1e-9)
    let same: [Any] = [kink("kink", 10), kink("kink", -10)]
    #expect(problems(["superpose": same]).contains("from left to right, one start ends at phi = 1"))
  }

  @Test func `jumps at the boundary are refused for every start`() {
    let thermal = group(["kind": "thermal", "temperature": 0.01])
    #expect(
      problems(["start": thermal, "boundary": "antiperiodic"]).contains(
        "the field is 1 at one end and 1 at the other: 'antiperiodic' wants opposite values (use the boundary periodic)"
      ))
    #expect(
      problems(["start": thermal, "boundary": "dirichlet"]).contains("is not 0 at the ends"))
    #expect(
      problems([
        "potential": "sine_gordon", "start": thermal, "boundary": group(["winding": 1]),
      ]).contains("rises by 0 and the boundary wants 6.2832"))
    #expect(
      problems(["potential": "phi6", "start": "kink"]).contains("use the boundary neumann"))
    let bump = group(["kind": "gaussian", "position": 29, "velocity": 0.5, "background": 1])
    #expect(problems(["start": bump]).contains("the field jumps from"))
    // At the end itself the field is the same on both sides of the bump, and the momentum is not.
    let edge: [Any] = [
      group(["kind": "gaussian", "position": 29, "velocity": 0.5, "background": 1]),
      group(["kind": "gaussian", "position": -29, "velocity": 0.5, "background": 1]),
    ]
    #expect(problems(["superpose": edge]).contains("the momentum is"))
  }

  @Test func `the cause is reported, and what to do`() {
    let massless = group(["kind": "linear", "mass": 0])
    let noise = group(["kind": "random_phase", "modes": [0, 3]])
    #expect(
      problems(["potential": massless, "start": noise])
        == "s.yaml:1:1: mode 0 of a massless field does not swing: no amplitude has this energy (begin with mode 1)"
    )
    let backward = problems(["start": group(["kind": "random_phase", "modes": [3, 1]])])
    #expect(backward.contains("the last mode, 1, comes before the first, 3 (write [1, 3])"))
    #expect(
      problems(["length": 1e-300, "start": "vacuum"]).contains("too short to compute with"))
    for key in ["lambda", "v"] {
      let large = group(["kind": "phi4", key: key == "v" ? 1e100 : 1e200])
      #expect(
        problems(["potential": large, "start": "vacuum"]).contains("too large to compute with"))
    }
    let bump = group(["kind": "gaussian", "position": -30])
    #expect(
      problems(["start": bump, "potential": "linear"]).contains(
        "move the start away from the ends of the domain"))
    let kinks = problems(["superpose": ["kink", "kink"]])
    #expect(kinks.contains("take turns") && !kinks.contains("jumps"))
  }
}
