import ClausiusDeclarations
import Foundation
import Testing

@testable import ClausiusScenarios

@Suite("The JSON Schema of scenarios")
struct SchemaTests {
  let schema = testCatalog.scenarioSchema

  @Test("Its root says which keys there are and which must be given")
  func root() {
    #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["additionalProperties"] == false)
    #expect(schema["required"] == ["system", "run"])
    #expect(
      keys(schema["properties"]) == [
        "title", "source", "description", "system", "units", "run", "output", "diagnostics",
        "expect", "suite", "sweep", "set", "beads", "clicks",
      ])
    #expect(schema["properties"]?["system"]?["enum"] == ["beads", "clicks"])
  }

  @Test("A group says everything that its keys declare")
  func group() {
    let beads = schema["properties"]?["beads"]
    #expect(beads?["additionalProperties"] == false)
    #expect(beads?["required"] == [])
    #expect(beads?["description"] == "beads that move along wires (Newton 1687, law I)")
    let properties = beads?["properties"]
    #expect(
      properties?["individuals"] == [
        "type": "integer", "minimum": 1, "description": "number of beads", "default": 10,
      ])
    #expect(
      properties?["spacing"] == [
        "type": "number", "exclusiveMinimum": .number(0),
        "description": "distance between beads [length] (Newton 1687)", "default": 1,
      ])
    #expect(
      properties?["box"] == [
        "type": "array", "items": ["type": "number", "exclusiveMinimum": .number(0)],
        "minItems": 2, "maxItems": 3, "description": "side lengths of the box [length]",
      ])
    #expect(
      properties?["motion"] == [
        "type": "string", "enum": ["straight", "back"],
        "description": "where to. straight: along the wire; back: against the wire",
        "default": "straight",
      ])
    #expect(properties?["wire"]?["properties"]?["material"]?["default"] == "steel")
    #expect(
      properties?["wire"]?["default"] == ["radius": .number(0.5), "material": "steel"])
  }

  @Test("The system decides which group, which time and which quantities are allowed")
  func rules() {
    guard case .list(let rules) = schema["allOf"] else {
      Issue.record("no rules")
      return
    }
    #expect(rules.count == 2)
    #expect(
      rules.first == [
        "if": ["properties": ["system": ["const": "beads"]], "required": ["system"]],
        "then": [
          "properties": [
            "clicks": false,
            "run": ["required": ["time_step"]],
            "output": [
              "properties": ["quantities": ["items": ["enum": ["position", "velocity"]]]]
            ],
          ],
          "required": [],
        ],
      ])
    let then = rules.last?["then"]
    #expect(then?["required"] == ["clicks"])
    #expect(then?["properties"]?["beads"] == false)
    #expect(then?["properties"]?["run"]?["properties"]?["time_step"] == false)
  }

  @Test("Every kind of value has a schema")
  func kinds() {
    #expect(JSON.schema(of: .boolean) == ["type": "boolean"])
    #expect(
      JSON.schema(of: .integer(IntegerRange(2, 3)))
        == ["type": "integer", "minimum": 2, "maximum": 3])
    #expect(
      JSON.schema(of: .real(.above(0, upTo: 360)))
        == ["type": "number", "exclusiveMinimum": .number(0), "maximum": .number(360)])
    #expect(
      JSON.schema(of: .named(.text))
        == ["type": "object", "additionalProperties": ["type": "string"]])
    #expect(
      JSON.schema(of: .either([.text, .boolean]))
        == ["anyOf": [["type": "string"], ["type": "boolean"]]])
  }

  private func keys(_ json: JSON?) -> [String] {
    guard case .object(let members) = json else { return [] }
    return members.map(\.key)
  }
}

@Suite("Descriptions")
struct DescriptionTests {
  @Test("A system as text: every key with unit, range, default and source")
  func text() throws {
    let text = try #require(testCatalog.description(of: "beads")).text
    #expect(
      text == """
        beads: beads that move along wires
        source: Newton 1687, law I
        family: beads
        moves in steps of equal length, run.time_step
        quantities:
          position [length]: where the individuals are
          velocity [length/time]: the velocities of the individuals
        keys:
          individuals: a whole number of at least 1; default 10
              number of beads
          spacing [length]: a real number above 0; default 1
              distance between beads
              source: Newton 1687
          speed [length/time]: a real number at least 0; default 2
              speed of a bead
          box [length]: a list of 2 to 3, each a real number above 0; may be left out
              side lengths of the box
          motion: one of straight, back; default straight
              where to
              straight: along the wire
              back: against the wire
          wire:
              the wires
              radius [length]: a real number above 0; default 0.5
                  radius of a wire
              material: text; default steel
                  what it is made of

        """)
  }

  @Test("A system as JSON")
  func json() throws {
    let json = try #require(testCatalog.description(of: "clicks")).json
    #expect(
      json == [
        "name": "clicks", "about": "a counter that clicks", "source": "Geiger 1928",
        "family": "clicks", "time": "event_driven",
        "quantities": [["name": "clicks", "unit": "1", "about": "clicks so far"]],
        "keys": [
          [
            "name": "count", "values": "a whole number of at least 1", "unit": "1",
            "required": true, "default": .null, "about": "number of counters", "source": .null,
          ]
        ],
      ])
  }

  @Test("What all scenarios share is described too; a group is shown once")
  func scenario() throws {
    let text = try #require(testCatalog.description(of: "scenario")).text
    #expect(text.contains("      duration [time]: a real number at least 0; required\n"))
    #expect(text.components(separatedBy: "keys as in mean").count == 10)
    #expect(testCatalog.describableNames == ["scenario", "beads", "clicks"])
    #expect(testCatalog.description(of: "nothing") == nil)
  }
}
