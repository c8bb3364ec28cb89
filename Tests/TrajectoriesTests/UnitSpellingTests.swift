import ClausiusTrajectories
import Testing

@Suite("Spellings of units") struct UnitSpellingTests {
  @Test(
    "One unit in several spellings",
    arguments: [
      ["m s-1", "m/s", "m*s**-1", "m s^-1", "m·s⁻¹", "metre/second", "meters seconds^-1"],
      ["um", "µm", "μm", "micrometer", "micrometres"],
      ["Angstrom", "angstrom", "Å"],
      ["kJ mol-1", "kJ/mol", "kJ/(mol)"],
      ["nm2 ps-1", "nm^2/ps"],
      ["days", "day", "d"],
    ])
  func same(texts: [String]) {
    for text in texts { #expect(UnitSpelling(text) == UnitSpelling(texts.first ?? "")) }
  }

  @Test(
    "Different units",
    arguments: [
      ("m", "nm"), ("m s-1", "m s"), ("K", "mK"), ("MK", "mK"), ("A", "Angstrom"),
      ("kJ mol-1", "eV"), ("days", "seconds"), ("nm ps-1", "nm"),
    ])
  func different(first: String, second: String) {
    #expect(!UnitSpelling.areSame(first, second))
  }

  @Test("A pure number has no powers")
  func number() { #expect(UnitSpelling("1").powers.isEmpty) }
}
