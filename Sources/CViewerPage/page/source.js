// What the page was given: its description, the numbers of all frames, and the frames in blocks
// that are unpacked when they are shown.

const page = JSON.parse(document.getElementById("page").textContent);

/** The bytes behind the base64 text of an element. */
function bytesOf(id) {
  const text = atob(document.getElementById(id).textContent);
  const bytes = new Uint8Array(text.length);
  for (let k = 0; k < text.length; k++) bytes[k] = text.charCodeAt(k);
  return bytes;
}

/** Bytes in zlib's format, unpacked. */
async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The 64-bit numbers that belong to no single frame, cut into their parts. */
async function readNumbers() {
  const bytes = await inflated(bytesOf("numbers"));
  const count = bytes.length / 8;
  const raw = new Uint8Array(bytes.length);
  // The highest bytes of all come first; here the lowest byte of each does.
  for (let plane = 0; plane < 8; plane++) {
    for (let k = 0; k < count; k++) raw[8 * k + 7 - plane] = bytes[plane * count + k];
  }
  const all = new Float64Array(raw.buffer);
  let at = 0;
  const take = (length) => all.subarray(at, (at += length));
  const numbers = { times: take(page.framesInFile), series: [], properties: new Map() };
  for (const series of page.series) {
    numbers.series.push({
      ...series,
      values: take(page.framesInFile),
      deviations: series.errors ? take(page.framesInFile) : null,
    });
  }
  for (const name of page.properties) numbers.properties.set(name, take(page.individuals));
  return numbers;
}

/** Codes of one width: differences from frame to frame, the highest bytes first. */
function restored(bytes, at, count, rows, Codes) {
  const codes = new Codes(count);
  const width = Codes.BYTES_PER_ELEMENT;
  for (let k = 0; k < count; k++) {
    let code = 0;
    for (let plane = 0; plane < width; plane++) code = (code << 8) | bytes[at + plane * count + k];
    codes[k] = k < rows ? code : codes[k - rows] + code;
  }
  return codes;
}

/** The columns of a block: for each component its codes, frame after frame. */
function unpackedBlock(bytes, block) {
  let at = 0;
  return page.columns.map((column) => {
    const count = column.rows * block.frames;
    const [parts, Codes] =
      column.code === "oct" ? [2, Uint8Array] : [column.components, { u16: Uint16Array, f32: Uint32Array }[column.code]];
    const components = [];
    for (let part = 0; part < parts; part++) {
      const codes = restored(bytes, at, count, column.rows, Codes);
      at += count * Codes.BYTES_PER_ELEMENT;
      components.push(column.code === "f32" ? new Float32Array(codes.buffer) : codes);
    }
    return components;
  });
}

/** The blocks, of which only as many stay unpacked as a browser can well hold. */
const blocks = {
  starts: page.blocks.reduce((starts, block) => [...starts, starts.at(-1) + block.frames], [0]),
  unpacked: new Map(),
  most: 400e6,

  /** The number of the block that holds shown frame k. */
  of(k) {
    let [low, high] = [0, page.blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= k) low = middle;
      else high = middle - 1;
    }
    return low;
  },

  /** The block with shown frame k once it is unpacked; null until then. */
  at(k) {
    const found = this.unpacked.get(this.of(k));
    return found && found.columns ? found : null;
  },

  /** Unpacks the block with shown frame k. */
  async load(k) {
    const number = this.of(k);
    let entry = this.unpacked.get(number);
    if (!entry) {
      entry = { number, first: this.starts[number], columns: null };
      this.unpacked.set(number, entry);
      entry.ready = inflated(bytesOf(`frames-${number}`)).then((bytes) => {
        if (bytes.length !== page.blocks[number].bytes) throw new Error("frames are cut off");
        entry.columns = unpackedBlock(bytes, page.blocks[number]);
      });
    }
    // What was used last goes last.
    this.unpacked.delete(number);
    this.unpacked.set(number, entry);
    await entry.ready;
    let bytes = [...this.unpacked.keys()].reduce((sum, key) => sum + page.blocks[key].bytes, 0);
    for (const key of [...this.unpacked.keys()]) {
      if (bytes <= this.most || key === number) break;
      bytes -= page.blocks[key].bytes;
      this.unpacked.delete(key);
    }
    return entry;
  },
};

/** The numbers of component c of column number j in shown frame k, whose block is unpacked. */
function valuesOf(k, j, c = 0) {
  const column = page.columns[j];
  const block = blocks.at(k);
  const start = (k - block.first) * column.rows;
  const codes = block.columns[j][c].subarray(start, start + column.rows);
  if (column.code === "f32") return codes;
  const [lower, upper] = page.blocks[block.number].ranges[j][c];
  const step = (upper - lower) / 65534;
  const values = new Float32Array(column.rows);
  for (let i = 0; i < values.length; i++) values[i] = codes[i] === 65535 ? NaN : lower + codes[i] * step;
  return values;
}

/** The unit vectors of direction column j in shown frame k, x, y, z each; zero for none. */
function directionsOf(k, j) {
  const column = page.columns[j];
  const vectors = new Float32Array(3 * column.rows);
  if (column.code !== "oct") {
    const angles = valuesOf(k, j);
    for (let i = 0; i < angles.length; i++) {
      if (Number.isNaN(angles[i])) continue;
      vectors[3 * i] = Math.cos(angles[i]);
      vectors[3 * i + 1] = Math.sin(angles[i]);
    }
    return vectors;
  }
  const block = blocks.at(k);
  const start = (k - block.first) * column.rows;
  const [first, second] = block.columns[j];
  for (let i = 0; i < column.rows; i++) {
    const a = first[start + i];
    const b = second[start + i];
    if (a === 255 && b === 255) continue;
    let u = a / 127 - 1;
    let v = b / 127 - 1;
    const w = 1 - Math.abs(u) - Math.abs(v);
    if (w < 0) {
      const folded = (1 - Math.abs(v)) * (u < 0 ? -1 : 1);
      v = (1 - Math.abs(u)) * (v < 0 ? -1 : 1);
      u = folded;
    }
    const length = Math.sqrt(u * u + v * v + w * w);
    vectors[3 * i] = u / length;
    vectors[3 * i + 1] = v / length;
    vectors[3 * i + 2] = w / length;
  }
  return vectors;
}

/** The smallest and largest number of component c of column j over all frames. */
function rangeOf(j, c = 0) {
  let [low, high] = [Infinity, -Infinity];
  for (const block of page.blocks) {
    const range = block.ranges[j][c];
    if (!range) continue;
    low = Math.min(low, range[0]);
    high = Math.max(high, range[1]);
  }
  return low <= high ? [low, high] : [0, 1];
}
