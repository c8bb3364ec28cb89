import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

@Suite("What a call means for the frames at hand")
struct SeriesCallTests {
  private func contents(stored: [String] = [], quantities: [String] = ["position", "velocity"])
    -> FrameContents
  {
    let school = TestSchool.swarm(5)
    var contents = FrameContents(
      context: school.frame.context, box: school.box, quantities: quantities,
      observables: ["energy", "clusters"] + stored, units: ["energy": "energy"])
    contents.storedCalls = stored
    return contents
  }

  private func request(
    _ text: String, convention: String? = nil, _ contents: FrameContents
  ) throws -> DiagnosticRequest {
    try SeriesCall(text, at: place, convention: convention, in: .standard).request(for: contents)
  }

  @Test("A name that is no diagnostic is an observable with its unit")
  func observable() throws {
    let energy = try request(" energy ", contents())
    #expect(energy.text == "energy")
    #expect(energy.unitName == "energy")
    #expect(energy.kind == .numbers)
    #expect(!energy.isStoredCall)
    let unknown = #expect(throws: Problems.self) { try request("enrgy", contents()) }
    #expect(unknown?.description.contains("did you mean 'energy'?") == true)
  }

  @Test("Without calls, numbers of lists are analyzed beside the other observables")
  func lists() throws {
    let contents = FrameContents(
      context: FrameContext(
        system: "", axes: [.index("exponent", count: 2), .components("pair", labels: ["p", "q"])]),
      box: nil, quantities: [],
      observables: [
        ObservableDescription("sum", about: "a number"),
        ObservableDescription("spectrum", about: "exponents", along: ["exponent"]),
        ObservableDescription("moment", about: "a vector", along: ["pair"]),
      ])
    let requests = try DiagnosticSelection(nil, in: .standard).requests(for: contents, of: "a.h5")
    #expect(
      requests.map(\.text) == [
        "sum", "spectrum(component: 0)", "spectrum(component: 1)", "moment(component: p)",
        "moment(component: q)",
      ])
  }

  @Test("A call that the run stored is read, however it is written")
  func stored() throws {
    let held = contents(stored: ["polarization_entropy(cells: 64)"], quantities: ["position"])
    let call = try request("polarization_entropy( cells:64 )", held)
    #expect(call.isStoredCall)
    #expect(call.text == "polarization_entropy( cells:64 )")
    #expect(throws: Problems.self) { try request("polarization_entropy", held) }
    #expect(try !request("polarization_entropy", contents(stored: held.storedCalls)).isStoredCall)
  }

  @Test("Another convention is another call")
  func convention() throws {
    let held = contents(stored: ["polarization_entropy"])
    #expect(try request("polarization_entropy", held).isStoredCall)
    #expect(try request("polarization_entropy", convention: "corrected", held).isStoredCall)
    let published = try SeriesCall(
      "polarization_entropy", at: place, convention: "dewi_kadita", in: .standard)
    // It needs a cubic box, which this school does not have: nothing stands in for it.
    #expect(throws: Problems.self) { try published.request(for: held) }
  }

  @Test("Only a program's own stored calls stand in; names of frames never do")
  func notStored() throws {
    #expect(try !request("polarization", contents()).isStoredCall)
    var held = contents(stored: ["phase(radius: 3)"])
    #expect(try !request("phase(radius: 3)", held).isStoredCall)
    held.storedCalls = []
    #expect(try request("clusters(radius: 3)", held).kind == .numbers)
  }

  @Test("Where a value at each frame is needed, one number of the run is refused at its place")
  func refusals() throws {
    let whole = try DiagnosticCatalog.standard.request(
      "sample_entropy(of: polarization)", at: place)
    let error = #expect(throws: Problems.self) { try whole.requireValueAtEachFrame(advice: "wait") }
    #expect(
      error?.description.contains(
        "sample_entropy(of: polarization) is one number for the whole run") == true)
    let phase = try DiagnosticCatalog.standard.request("phase", at: place)
    #expect(throws: Never.self) { try phase.requireValueAtEachFrame() }
    #expect(throws: Problems.self) { try phase.requireNumberAtEachFrame() }
    #expect(throws: Problems.self) {
      try DiagnosticCatalog.standard.request("sample_entropy(of: phase)", at: place)
    }
  }
}
