import ClausiusDeclarations
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
        .contains("for kinks use the boundary 'winding: n'"))
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

  @Test func `overlapping solitons are told`() {
    var model = KleinGordonModel()
    var start = KinkAntikinkStart()
    start.separation = 4
    model.initial = .kinkAntikink(start)
    #expect(model.warnings().first?.message.contains("solitons overlap") == true)
    start.separation = 20
    model.initial = .kinkAntikink(start)
    #expect(model.warnings().isEmpty)
  }
}
