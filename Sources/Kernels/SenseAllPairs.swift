import ClausiusKernelInterface

/// Senses for the individuals of `range` by looking at every pair.
///
/// The padding behind the last individual has positions NaN: it lies in no zone.
@inline(always)
private func senseAllPairs(
  _ school: SchoolView, _ range: Range<Int>, usesNearestImage: Bool, blindZones: BlindZones
) {
  var i = range.lowerBound
  while i < range.upperBound {
    let viewer = Viewer(
      school, i, position: LaneVector(repeating: school.position, at: i),
      heading: LaneVector(repeating: school.heading, at: i))
    var sensed = Sensed()
    var j = 0
    while j < school.count {
      var displacement = LaneVector(school.position, at: j).minus(viewer.position)
      if usesNearestImage { displacement = nearestImage(displacement, school.space) }
      sensed.add(
        displacement, headings: LaneVector(school.heading, at: j), to: viewer,
        blindZones: blindZones)
      j &+= Lanes.scalarCount
    }
    sensed.store(school, at: i, for: viewer)
    i &+= 1
  }
}

/// The kernel that looks at every pair, specialized for its options.
let senseAllPairsTable: @Sendable (SenseOptions) -> SchoolKernels.Kernel = { options in
  switch (options.usesNearestImage, options.blindZones) {
  case (false, .none):
    { senseAllPairs($0, $1, usesNearestImage: false, blindZones: .none) }
  case (false, .orientationAndAttraction):
    { senseAllPairs($0, $1, usesNearestImage: false, blindZones: .orientationAndAttraction) }
  case (false, .all):
    { senseAllPairs($0, $1, usesNearestImage: false, blindZones: .all) }
  case (true, .none):
    { senseAllPairs($0, $1, usesNearestImage: true, blindZones: .none) }
  case (true, .orientationAndAttraction):
    { senseAllPairs($0, $1, usesNearestImage: true, blindZones: .orientationAndAttraction) }
  case (true, .all):
    { senseAllPairs($0, $1, usesNearestImage: true, blindZones: .all) }
  }
}
