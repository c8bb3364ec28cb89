/// The outer radii of the three zones, put together from widths and radii.
struct ZoneRadii: Sendable, Hashable {
  /// The radius of the zone of repulsion.
  var repulsion: Double
  /// The outer radius of the zone of orientation.
  var orientation: Double
  /// The outer radius of the zone of attraction.
  var attraction: Double

  /// The radii of an individual whose group and school give these values, or `nil` where they give
  /// none.
  ///
  /// A group that gives the width of a zone does not take the school's radius of it.
  init(group: (Trait) -> Double?, school: (Trait) -> Double?) {
    func radius(_ own: Trait, width: Trait, around inner: Double) -> Double {
      let inherited = group(width) == nil ? school(own) : nil
      if let radius = group(own) ?? inherited { return radius }
      return inner + (group(width) ?? school(width) ?? 0)
    }
    repulsion = group(.repulsionRadius) ?? school(.repulsionRadius) ?? 0
    orientation = radius(.orientationRadius, width: .orientationWidth, around: repulsion)
    attraction = radius(.attractionRadius, width: .attractionWidth, around: orientation)
  }

  /// The radii with no zone inside another: a zone that would be turned inside out has no width.
  var nested: ZoneRadii {
    var nested = self
    nested.orientation = max(orientation, repulsion)
    nested.attraction = max(attraction, nested.orientation)
    return nested
  }
}
