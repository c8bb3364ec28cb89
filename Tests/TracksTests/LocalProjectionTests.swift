import Testing

@testable import ClausiusTracks

@Suite("Longitudes and latitudes on a plane")
struct LocalProjectionTests {
}
