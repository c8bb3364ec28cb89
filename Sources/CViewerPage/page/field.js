// Numbers at places: a map of all times with the time that is shown, and curves at that time; a
// lattice in the plane as an image.

/** The columns on a grid, with the axis along which they are drawn and whether there are members. */
function gridColumns() {
  return page.columns.flatMap((column, j) => {
    if (column.content !== "grid") return [];
    const kinds = column.axes.map((name) => page.axes[name].kind);
    const grids = kinds.filter((kind) => kind === "grid").length;
    const hasMembers = kinds[0] === "members" && grids > 0;
    const shape = hasMembers ? column.shape.slice(1) : column.shape;
    const axes = hasMembers ? column.axes.slice(1) : column.axes;
    return shape.length <= 2 ? [{ j, column, hasMembers, members: hasMembers ? column.shape[0] : 1, shape, axes }] : [];
  });
}

/** The numbers of one member in a shown frame. */
function sliceOf(grid, k, member) {
  const all = valuesOf(k, grid.j);
  const size = grid.shape.reduce((a, b) => a * b, 1);
  return grid.hasMembers ? all.subarray(member * size, (member + 1) * size) : all;
}

/** The range of finite numbers, and whether it is best drawn around zero. */
function spanOf(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return low <= high && Number.isFinite(low) ? [low, high] : [0, 0];
}

class FieldView {
  constructor(grid, grids, times, whenAsked) {
    this.grid = grid;
    this.grids = grids;
    this.times = times;
    this.member = 0;
    this.isLattice = grid.shape.length === 2;
    this.canvas = make("canvas", { id: this.isLattice ? "lattice" : "map", tabIndex: 0, role: "img" });
    this.mark = make("div", { className: "mark" });
    this.box = make("div", { className: "profiles" });
    this.profiles = this.isLattice ? [] : this.companions().map((own) => {
      const canvas = make("canvas", { role: "img" });
      this.box.append(make("h2", {}, own.column.name + unitText(own.column.unit)), canvas);
      return { grid: own, canvas };
    });
    if (!this.isLattice) {
      this.canvas.addEventListener("pointerdown", (event) => {
        const share = 1 - (event.offsetY - this.area.top) / this.area.height;
        whenAsked(this.frameAt(share));
      });
    }
  }

  /** The grid that is mapped, and what else lies along the same axis: an energy density. */
  companions() {
    const same = this.grids.filter((own) => own !== this.grid && own.axes.join() === this.grid.axes.join() && own.hasMembers === this.grid.hasMembers);
    const energy = same.find((own) => /energy/.test(own.column.name)) ?? same[0];
    return energy ? [this.grid, energy] : [this.grid];
  }

  get area() {
    return { left: 52, top: 8, width: this.canvas.clientWidth - 62, height: this.canvas.clientHeight - 36 };
  }

  /** The shown frame at a share of the height of the map. */
  frameAt(share) {
    const first = this.times[0];
    return nearest(this.times, first + Math.min(1, Math.max(0, share)) * (this.times.at(-1) - first));
  }

  /** Reads all frames, block by block, so that the map can be drawn. */
  async gather() {
    const [width] = this.grid.shape.slice(-1);
    this.columns = Math.min(width, 1024);
    this.rows = Math.min(page.frames.length, 1024);
    this.image = new Float32Array(this.columns * this.rows).fill(NaN);
    this.range = [0, 0];
    const member = this.member;
    let [low, high] = [Infinity, -Infinity];
    for (let row = 0; row < this.rows; row++) {
      const k = this.rows === 1 ? 0 : Math.round((row * (page.frames.length - 1)) / (this.rows - 1));
      await blocks.load(k);
      if (member !== this.member) return;
      const values = sliceOf(this.grid, k, member);
      const span = spanOf(values);
      [low, high] = [Math.min(low, span[0]), Math.max(high, span[1])];
      for (let c = 0; c < this.columns; c++) {
        this.image[row * this.columns + c] = values[this.columns === width ? c : Math.floor((c * width) / this.columns)];
      }
    }
    this.range = [low, high];
    this.profiles.forEach((profile) => (profile.range = null));
    for (const profile of this.profiles) {
      let [least, most] = [Infinity, -Infinity];
      for (let k = 0; k < page.frames.length; k += Math.max(1, Math.floor(page.frames.length / 300))) {
        await blocks.load(k);
        const span = spanOf(sliceOf(profile.grid, k, member));
        [least, most] = [Math.min(least, span[0]), Math.max(most, span[1])];
      }
      profile.range = [least, most];
    }
  }

  /** A palette, and the range that it covers. */
  get coloring() {
    const [low, high] = this.range;
    const most = Math.max(-low, high);
    return low < -0.2 * most && high > 0.2 * most ? ["signed", [-most, most]] : ["growing", [low, high]];
  }

  /** What is colored, as the legend of individuals is told it. */
  get choice() {
    const [palette, range] = this.coloring;
    const { name, unit } = this.grid.column;
    return { name, unit, palette, range, values: (k) => sliceOf(this.grid, k, this.member) };
  }

  /** An image of numbers, the first row at the bottom. */
  painted(values, width, height) {
    const [name, [low, high]] = this.coloring;
    const palette = palettes[name];
    const image = new ImageData(width, height);
    const scale = high > low ? 255 / (high - low) : 0;
    for (let row = 0; row < height; row++) {
      for (let c = 0; c < width; c++) {
        const value = values[row * width + c];
        const to = 4 * ((height - 1 - row) * width + c);
        if (Number.isNaN(value)) continue;
        const from = 4 * Math.min(255, Math.max(0, Math.round((value - low) * scale)));
        for (let part = 0; part < 4; part++) image.data[to + part] = palette[from + part];
      }
    }
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext("2d").putImageData(image, 0, 0);
    return canvas;
  }

  drawMap() {
    const pen = penOf(this.canvas);
    const { left, top, width, height } = this.area;
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.painted(this.image, this.columns, this.rows), left, top, width, height);
    const axis = page.axes[this.grid.axes.at(-1)];
    const [from, to] = [axis.places[0], axis.places.at(-1)];
    frameAxes(pen, this.area, from, to, this.times[0], this.times.at(-1), `${axis.label}${unitText(axis.unit)}`, `t${unitText(page.timeUnit)}`);
    this.canvas.setAttribute("aria-label",
      `${this.grid.column.name} over ${axis.label} and time, from ${shortNumber(this.range[0])} to ${shortNumber(this.range[1])}`);
  }

  /** Shows frame k, whose block is unpacked. */
  show(k) {
    if (this.isLattice) return this.drawLattice(k);
    const { left, top, width, height } = this.area;
    const [first, last] = [this.times[0], this.times.at(-1)];
    const share = last > first ? (this.times[k] - first) / (last - first) : 0;
    Object.assign(this.mark.style, { left: `${left}px`, top: `${top + (1 - share) * height - 1}px`, width: `${width}px`, height: "2px" });
    for (const { grid, canvas, range } of this.profiles) {
      if (range) this.drawProfile(canvas, grid, sliceOf(grid, k, this.member), range);
    }
  }

  drawProfile(canvas, grid, values, range) {
    const pen = penOf(canvas);
    const area = { left: 52, top: 6, width: canvas.clientWidth - 62, height: canvas.clientHeight - 26 };
    const axis = page.axes[grid.axes.at(-1)];
    const [from, to] = [axis.places[0], axis.places.at(-1)];
    const [low, high] = padded(range);
    frameAxes(pen, area, from, to, low, high, "", "");
    pen.strokeStyle = styleOf("--accent");
    pen.lineWidth = 1.5;
    pen.beginPath();
    let isDrawing = false;
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i])) { isDrawing = false; continue; }
      const x = area.left + ((axis.places[i] - from) / (to - from || 1)) * area.width;
      const y = area.top + (1 - (values[i] - low) / (high - low)) * area.height;
      if (isDrawing) pen.lineTo(x, y);
      else pen.moveTo(x, y);
      isDrawing = true;
    }
    pen.stroke();
    const span = spanOf(values);
    canvas.setAttribute("aria-label", `${grid.column.name} at this time, between ${shortNumber(span[0])} and ${shortNumber(span[1])}`);
  }

  drawLattice(k) {
    const values = sliceOf(this.grid, k, this.member);
    const [height, width] = this.grid.shape;
    const pen = penOf(this.canvas);
    const scale = Math.min((this.canvas.clientWidth - 16) / width, (this.canvas.clientHeight - 16) / height);
    pen.imageSmoothingEnabled = scale < 1;
    const [w, h] = [scale * width, scale * height];
    pen.drawImage(this.painted(values, width, height), (this.canvas.clientWidth - w) / 2, (this.canvas.clientHeight - h) / 2, w, h);
    const span = spanOf(values);
    this.canvas.setAttribute("aria-label", `${this.grid.column.name} on ${width} by ${height} sites, between ${shortNumber(span[0])} and ${shortNumber(span[1])}`);
  }
}
