// From places to the picture: an orbit around a target in space, a window that is shifted in the
// plane. Matrices are 4 x 4, column after column.

const multiplied = (a, b) => {
  const product = new Float64Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += a[4 * k + row] * b[4 * column + k];
      product[4 * column + row] = sum;
    }
  }
  return product;
};

class Camera {
  constructor(isFlat, bounds) {
    this.isFlat = isFlat;
    this.fit(bounds);
  }

  /** Shows all of `bounds`, a center and the half lengths of its sides. */
  fit(bounds) {
    this.home = bounds;
    this.reset();
  }

  reset() {
    this.target = [...this.home.center];
    this.radius = Math.max(1e-30, this.home.share * Math.hypot(...this.home.half));
    this.zoom = 1;
    this.yaw = -0.6;
    this.pitch = 0.5;
  }

  /** The matrix for a picture of these proportions. */
  matrix(aspect) {
    return this.isFlat ? this.flatMatrix(aspect) : this.orbitMatrix(aspect);
  }

  flatMatrix(aspect) {
    const [x, y] = this.home.half;
    // Room of one part in twenty around what is shown.
    const scale = this.zoom / (1.05 * Math.max(y, x / aspect, 1e-30));
    const [sx, sy] = [scale / aspect, scale];
    return Float64Array.of(
      sx, 0, 0, 0, 0, sy, 0, 0, 0, 0, -1e-3, 0, -sx * this.target[0], -sy * this.target[1], 0, 1);
  }

  orbitMatrix(aspect) {
    const [right, up, back] = this.axes();
    const lens = 1 / Math.tan(0.3);
    const distance = (this.radius * 1.02 * lens * Math.max(1, 1 / aspect)) / this.zoom;
    const eye = this.target.map((t, k) => t + distance * back[k]);
    const [near, far] = [Math.max(distance - 6 * this.radius, distance / 100), distance + 8 * this.radius];
    const dot = (a) => a[0] * eye[0] + a[1] * eye[1] + a[2] * eye[2];
    const look = Float64Array.of(
      right[0], up[0], back[0], 0, right[1], up[1], back[1], 0, right[2], up[2], back[2], 0,
      -dot(right), -dot(up), -dot(back), 1);
    const lensed = Float64Array.of(
      lens / aspect, 0, 0, 0, 0, lens, 0, 0, 0, 0, (far + near) / (near - far), -1,
      0, 0, (2 * far * near) / (near - far), 0);
    this.distance = distance;
    return multiplied(lensed, look);
  }

  /** The unit vectors to the right, up, and back to the eye. */
  axes() {
    const [cy, sy, cp, sp] = [Math.cos(this.yaw), Math.sin(this.yaw), Math.cos(this.pitch), Math.sin(this.pitch)];
    return [[cy, sy, 0], [-sy * sp, cy * sp, cp], [sy * cp, -cy * cp, sp]];
  }

  turn(dx, dy) {
    this.yaw -= dx;
    this.pitch = Math.min(1.55, Math.max(-1.55, this.pitch + dy));
  }

  /** Shifts by shares of the height of the picture. */
  shift(dx, dy, aspect) {
    if (this.isFlat) {
      const [x, y] = this.home.half;
      const height = (2.1 * Math.max(y, x / aspect)) / this.zoom;
      this.target[0] -= dx * height;
      this.target[1] += dy * height;
      return;
    }
    const height = (2 * this.radius) / this.zoom;
    const [right, up] = this.axes();
    for (let k = 0; k < 3; k++) this.target[k] += height * (-dx * right[k] + dy * up[k]);
  }

  approach(factor) {
    this.zoom = Math.min(1e4, Math.max(0.02, this.zoom * factor));
  }
}
