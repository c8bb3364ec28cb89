// Individuals in space, drawn with WebGL2. Places and headings are textures, and a vertex finds its
// individual by its number: drawing instances is many times slower without a graphics card.

const glyphShader = `#version 300 es
precision highp float;
precision highp int;
uniform sampler2D places;
uniform sampler2D headings;
uniform sampler2D palette;
uniform mat4 view;
uniform int per;
uniform int kind;
uniform float size;
uniform float least;
uniform vec3 right;
uniform vec3 up;
uniform vec3 back;
uniform vec3 plain;
out vec3 color;
out vec2 spot;
out vec2 way;
void main() {
  int i = gl_VertexID / per;
  int v = gl_VertexID % per;
  ivec2 cell = ivec2(i % 1024, i / 1024);
  vec4 place = texelFetch(places, cell, 0);
  vec4 heading = texelFetch(headings, cell, 0);
  spot = vec2(0.0);
  way = vec2(0.0);
  color = place.w < 0.0 ? plain : texelFetch(palette, ivec2(int(place.w * 255.0 + 0.5), 0), 0).rgb;
  if (place.w < -1.5) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vec3 at = place.xyz;
  vec3 h = heading.xyz;
  if (kind == 0) {
    spot = v == 0 ? vec2(0.0, 2.0) : v == 1 ? vec2(-1.7320508, -1.0) : vec2(1.7320508, -1.0);
    at += max(heading.w * size, least) * (spot.x * right + spot.y * up);
    way = vec2(dot(h, right), dot(h, up));
  } else if (kind == 1) {
    vec3 side = normalize(cross(back, h) + 1e-6 * right);
    float reach = max(size, 2.0 * least);
    if (v == 0 || v == 3) at += 0.6 * reach * h;
    else if (per == 6 && (v == 2 || v == 4)) at -= 0.22 * reach * h;
    else at += reach * (-0.4 * h + (v == 1 ? 0.26 : -0.26) * side);
  } else {
    vec3 side = normalize(cross(h, abs(h.z) < 0.9 ? vec3(0.0, 0.0, 1.0) : vec3(1.0, 0.0, 0.0)));
    vec3 third = cross(side, h);
    int face = v / 6;
    int corner = v % 6;
    float angle = 0.78539816 * float(corner == 1 || corner == 4 ? face : face + 1);
    vec3 rim = cos(angle) * side + sin(angle) * third;
    float middle = 0.78539816 * (float(face) + 0.5);
    vec3 normal = corner < 3
      ? normalize(0.93 * (cos(middle) * side + sin(middle) * third) + 0.37 * h) : -h;
    float reach = max(size, 2.0 * least);
    if (corner == 0) at += 0.6 * reach * h;
    else if (corner == 3) at -= 0.4 * reach * h;
    else at += reach * (-0.4 * h + 0.24 * rim);
    float light = 0.5 + 0.5 * dot(normal, normalize(back + 0.6 * up - 0.35 * right));
    color *= 0.42 + 0.66 * light;
  }
  gl_Position = view * vec4(at, 1.0);
}`;

const glyphPixels = `#version 300 es
precision highp float;
precision highp int;
uniform int kind;
uniform float edge;
in vec3 color;
in vec2 spot;
in vec2 way;
out vec4 pixel;
void main() {
  float alpha = 1.0;
  vec3 shade = color;
  if (kind == 0) {
    float r = length(spot);
    alpha = clamp((1.0 - r) / edge + 0.5, 0.0, 1.0);
    if (alpha <= 0.0) discard;
    if (edge < 0.25) {
      shade *= mix(1.0, 0.72, smoothstep(1.0 - 2.5 * edge, 1.0, r));
      bool isAhead = dot(way, spot) > 0.3 && abs(way.x * spot.y - way.y * spot.x) < max(0.1, 0.6 * edge);
      if (isAhead) shade *= 0.45;
    }
  }
  pixel = vec4(shade * alpha, alpha);
}`;

const lineShader = `#version 300 es
precision highp float;
in vec3 place;
uniform mat4 view;
void main() { gl_Position = view * vec4(place, 1.0); }`;

const linePixels = `#version 300 es
precision highp float;
uniform vec4 color;
out vec4 pixel;
void main() { pixel = color; }`;

/** A number of the form 1, 2 or 5 times a power of ten, at most `most`. */
function roundNumber(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  const share = most / power;
  return (share >= 5 ? 5 : share >= 2 ? 2 : 1) * power;
}

class Scene {
  constructor(canvas, numbers) {
    this.canvas = canvas;
    this.numbers = numbers;
    this.isFlat = page.dimension < 3;
    this.position = page.columns.findIndex((column) => column.content === "position");
    this.headings = page.columns.flatMap((column, j) => (column.content === "direction" ? [j] : []));
    this.heading = this.headings.find((j) => ["velocity", "orientation", "heading", "self_propulsion"]
      .includes(page.columns[j].quantity)) ?? this.headings[0] ?? -1;
    this.radii = this.isFlat ? numbers.properties.get("radius") ?? null : null;
    this.count = page.individuals;
    this.rows = Math.max(1, Math.ceil(this.count / 1024));
    this.places = new Float32Array(4 * 1024 * this.rows);
    this.ways = new Float32Array(4 * 1024 * this.rows);
    this.scale = 1;
    this.trail = 0;
    this.isPlain = false;
    this.isMoving = false;
    this.drawn = null;
    this.begin();
  }

  /** Makes everything that the graphics card holds. */
  begin() {
    const gl = this.canvas.getContext("webgl2", { antialias: this.count <= 2000, alpha: false });
    if (!gl) throw new Error("no WebGL2");
    this.gl = gl;
    this.glyphs = this.program(glyphShader, glyphPixels);
    this.lines = this.program(lineShader, linePixels);
    this.textures = [this.texture(), this.texture(), this.texture()];
    this.buffer = gl.createBuffer();
    this.lineArray = gl.createVertexArray();
    gl.bindVertexArray(this.lineArray);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    const place = gl.getAttribLocation(this.lines.program, "place");
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, 3, gl.FLOAT, false, 0, 0);
    this.glyphArray = gl.createVertexArray();
  }

  program(vertices, pixels) {
    const gl = this.gl;
    const program = gl.createProgram();
    for (const [kind, text] of [[gl.VERTEX_SHADER, vertices], [gl.FRAGMENT_SHADER, pixels]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error("the graphics card does not take the shaders of this page");
    }
    const at = {};
    const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) ?? 0;
    for (let k = 0; k < count; k++) {
      const { name } = gl.getActiveUniform(program, k);
      at[name] = gl.getUniformLocation(program, name);
    }
    return { program, at };
  }

  texture() {
    const gl = this.gl;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const key of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, key, gl.NEAREST);
    for (const key of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, key, gl.CLAMP_TO_EDGE);
    return texture;
  }

  /** The box of a shown frame; null where there is none. */
  boxAt(k) {
    return (page.boxes && page.boxes[k]) || page.box;
  }

  /** Takes shown frame k, whose block is unpacked; returns how many individuals it shows. */
  take(k, choice) {
    const column = page.columns[this.position];
    const axes = Array.from({ length: column.components }, (_, c) => valuesOf(k, this.position, c));
    const colors = choice.values(k);
    const ways = this.heading >= 0 ? directionsOf(k, this.heading) : null;
    let present = 0;
    const sum = [0, 0, 0];
    for (let i = 0; i < this.count; i++) {
      const at = 4 * i;
      let isThere = true;
      for (let c = 0; c < 3; c++) {
        const value = c < axes.length ? axes[c][i] : 0;
        if (Number.isNaN(value)) isThere = false;
        this.places[at + c] = value;
      }
      this.places[at + 3] = isThere ? placeOf(choice, colors[i]) : -2;
      if (isThere) {
        present++;
        for (let c = 0; c < axes.length; c++) sum[c] += axes[c][i];
      } else {
        this.places.fill(0, at, at + 3);
      }
      if (ways) {
        for (let c = 0; c < 3; c++) this.ways[at + c] = ways[3 * i + c];
        if (!this.radii && !ways[3 * i] && !ways[3 * i + 1] && !ways[3 * i + 2]) this.ways[at] = 1;
      }
      this.ways[at + 3] = this.radii ? this.radii[i] : 1;
    }
    this.center = sum.map((s) => s / Math.max(1, present));
    this.present = present;
    this.k = k;
    this.choice = choice;
    this.upload();
    return present;
  }

  upload() {
    const gl = this.gl;
    const sources = [this.places, this.ways];
    sources.forEach((source, unit) => {
      gl.bindTexture(gl.TEXTURE_2D, this.textures[unit]);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, 1024, this.rows, 0, gl.RGBA, gl.FLOAT, source);
    });
    gl.bindTexture(gl.TEXTURE_2D, this.textures[2]);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE,
      new Uint8Array(palettes[this.choice.palette].buffer));
  }

  /** The center and the half lengths of what is to be seen: the box, or where individuals are. */
  bounds() {
    const box = this.boxAt(this.k);
    const center = [0, 0, 0];
    const half = [0, 0, 0];
    this.isOpen = false;
    for (let c = 0; c < (this.isFlat ? 2 : 3); c++) {
      let [low, high] = [box?.lower[c] ?? null, box?.upper[c] ?? null];
      if (page.arena && c < 2) {
        const middle = [page.arena.x, page.arena.y][c];
        [low, high] = [middle - page.arena.radius, middle + page.arena.radius];
      }
      if (low === null || high === null) {
        this.isOpen = true;
        [low, high] = this.extentOf(c);
        if (!(low <= high)) [low, high] = [-1, 1];
      }
      center[c] = (low + high) / 2;
      half[c] = (high - low) / 2;
    }
    const most = Math.max(...half);
    // Nobody stands in the corners of open space.
    const share = this.isOpen ? 0.78 : 1;
    return { center, share, half: half.map((h, c) => (c < 2 || !this.isFlat ? Math.max(h, 0.02 * most) || 1 : 0)) };
  }

  /** Where individuals are now along axis c, with room for how far apart they are in frames that are
   * unpacked. */
  extentOf(c) {
    const ends = (values) => {
      let [low, high] = [Infinity, -Infinity];
      for (const value of values) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
      return [low, high];
    };
    const now = ends(valuesOf(this.k, this.position, c));
    let most = now[1] - now[0];
    const step = Math.max(1, Math.floor(page.frames.length / 12));
    for (let k = 0; k < page.frames.length && this.count <= 100000; k += step) {
      if (!blocks.at(k)) continue;
      const [low, high] = ends(valuesOf(k, this.position, c));
      if (high - low > most) most = high - low;
    }
    const middle = (now[0] + now[1]) / 2;
    return [middle - most / 2, middle + most / 2];
  }

  /** Frames the picture anew around what is seen now. */
  frame() {
    const bounds = this.bounds();
    if (this.camera) this.camera.fit(bounds);
    else this.camera = new Camera(this.isFlat, bounds);
    const [x, y, z] = bounds.half.map((h) => 2 * h);
    // A flat box gets a flat picture.
    if (this.isFlat) Object.assign(this.canvas.style, { aspectRatio: `${x} / ${y}`, height: "auto", maxHeight: "min(62vh, 46rem)" });
    const spacing = this.isFlat ? Math.sqrt((x * y) / Math.max(1, this.count)) : Math.cbrt((x * y * z) / Math.max(1, this.count));
    const extent = Math.hypot(x, y, this.isFlat ? 0 : z);
    this.length = Math.min(extent / 22, Math.max(extent / 260, (this.isFlat ? 0.75 : 0.55) * spacing));
  }

  draw() {
    const gl = this.gl;
    if (!this.camera || gl.isContextLost()) return;
    const [width, height] = fitCanvas(this.canvas, this.count > 20000 ? 1 : 2);
    const aspect = width / height;
    if (this.follows && this.present) this.camera.target = this.center.map((c, k) => c + this.offset[k]);
    const view = this.camera.matrix(aspect);
    const [right, up, back] = this.isFlat ? [[1, 0, 0], [0, 1, 0], [0, 0, 1]] : this.camera.axes();
    gl.viewport(0, 0, width, height);
    const [r, g, b] = fromHex(styleOf("--field")).map((c) => c / 255);
    gl.clearColor(r, g, b, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    if (this.isFlat) gl.disable(gl.DEPTH_TEST);
    else gl.enable(gl.DEPTH_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    if (!this.isPlain) this.drawSurroundings(view);
    // World length of a pixel at the target.
    const perPixel = this.isFlat ? 2 / (height * view[5]) : (2 * this.camera.distance * Math.tan(0.3)) / height;
    const isDisc = this.radii !== null || this.heading < 0;
    // Three levels: cones or darts of two triangles, and of one triangle where there are many.
    const isFast = this.count > 10000 && (this.isMoving || this.count > 50000);
    const kind = isDisc ? 0 : this.isFlat || isFast ? 1 : 2;
    const per = isFast || isDisc ? 3 : [3, 6, 48][kind];
    // Only discs have edges that are seen through.
    if (!isDisc) gl.disable(gl.BLEND);
    const { program, at } = this.glyphs;
    gl.useProgram(program);
    gl.bindVertexArray(this.glyphArray);
    ["places", "headings", "palette"].forEach((name, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, this.textures[unit]);
      gl.uniform1i(at[name], unit);
    });
    gl.activeTexture(gl.TEXTURE0);
    gl.uniformMatrix4fv(at.view, false, new Float32Array(view));
    gl.uniform1i(at.per, per);
    gl.uniform1i(at.kind, kind);
    const isTrue = this.radii !== null;
    const size = isTrue ? this.scale : (isDisc ? 0.28 : 1) * this.length * this.scale;
    const least = 1.3 * perPixel;
    const radius = Math.max(least, isTrue ? this.scale * this.radii[0] : size);
    this.areEnlarged = isTrue && this.scale * Math.max(...this.radii.subarray(0, 1000)) < least;
    gl.uniform1f(at.size, size);
    gl.uniform1f(at.least, least);
    gl.uniform1f(at.edge, perPixel / radius);
    gl.uniform3fv(at.right, right);
    gl.uniform3fv(at.up, up);
    gl.uniform3fv(at.back, back);
    gl.uniform3fv(at.plain, fromHex(isOwnDark() ? "#b9b6ae" : "#4a4d53").map((c) => c / 255));
    gl.drawArrays(gl.TRIANGLES, 0, per * this.count);
    this.drawn = { width, height, view: [...view], perPixel, kind };
  }

  /** Box, arena, floor and trails. */
  drawSurroundings(view) {
    const gl = this.gl;
    const box = this.boxAt(this.k);
    const floor = [];
    const walls = [];
    const dashes = [];
    const isClosed = [0, 1, 2].map((c) => box?.lower[c] != null && box?.upper[c] != null);
    if (page.arena) {
      const { x, y, radius } = page.arena;
      for (let k = 0; k < 180; k++) {
        for (const end of [k, k + 1]) {
          const angle = turn(end / 180);
          walls.push(x + radius * Math.cos(angle), y + radius * Math.sin(angle), 0);
        }
      }
    }
    const corners = [0, 1].map((end) => [0, 1, 2].map((c) => (isClosed[c] ? [box.lower, box.upper][end][c] : 0)));
    const shown = this.isFlat ? 2 : 3;
    const isBox = isClosed.slice(0, shown).every(Boolean) && !page.arena;
    for (let axis = 0; isBox && axis < shown; axis++) {
      const others = [0, 1, 2].filter((c) => c !== axis && c < shown);
      for (let pattern = 0; pattern < 1 << others.length; pattern++) {
        const [from, to] = [[...corners[0]], [...corners[0]]];
        others.forEach((c, bit) => (from[c] = to[c] = corners[(pattern >> bit) & 1][c]));
        from[axis] = corners[0][axis];
        to[axis] = corners[1][axis];
        // An edge is a wall where it lies on one; edges of periodic axes are dashed.
        const isWall = others.some((c) => box.boundary[c] === "wall");
        if (isWall) walls.push(...from, ...to);
        else for (let k = 0; k < 60; k++) dashes.push(...between(from, to, k / 60), ...between(from, to, (k + 0.5) / 60));
      }
    }
    if (!this.isFlat && this.isOpen) {
      const step = roundNumber(this.camera.radius / 2);
      const reach = 8 * step;
      const z = step * (Math.floor((this.camera.target[2] - this.camera.home.half[2]) / step) - 0.5);
      const [x, y] = [0, 1].map((c) => step * Math.round(this.camera.target[c] / step));
      for (let k = -8; k <= 8; k++) {
        floor.push(x + k * step, y - reach, z, x + k * step, y + reach, z);
        floor.push(x - reach, y + k * step, z, x + reach, y + k * step, z);
      }
    }
    this.stroke(view, floor, "--line", 0.22);
    this.stroke(view, dashes, "--line", 0.9);
    this.stroke(view, walls, "--ink", 0.8);
    if (this.trail > 0) this.stroke(view, this.trailLines(), "--soft", 0.3);
  }

  stroke(view, places, name, opacity) {
    if (!places.length) return;
    const gl = this.gl;
    const { program, at } = this.lines;
    gl.useProgram(program);
    gl.bindVertexArray(this.lineArray);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(places), gl.DYNAMIC_DRAW);
    gl.uniformMatrix4fv(at.view, false, new Float32Array(view));
    const color = fromHex(styleOf(name)).map((c) => (c / 255) * opacity);
    gl.uniform4f(at.color, ...color, opacity);
    gl.drawArrays(gl.LINES, 0, places.length / 3);
  }

  /** Where individuals were in the frames before, as far as those are unpacked. */
  trailLines() {
    const places = [];
    const step = Math.max(1, Math.ceil((this.count * this.trail) / 60000));
    const components = page.columns[this.position].components;
    const box = this.boxAt(this.k);
    const half = [0, 1, 2].map((c) => (box?.boundary[c] === "periodic" ? (box.upper[c] - box.lower[c]) / 2 : Infinity));
    const at = (k) => Array.from({ length: components }, (_, c) => valuesOf(k, this.position, c));
    let later = at(this.k);
    for (let k = this.k - 1; k >= Math.max(0, this.k - this.trail) && blocks.at(k); k--) {
      const now = at(k);
      for (let i = 0; i < this.count; i += step) {
        const isJump = now.some((axis, c) => !(Math.abs(axis[i] - later[c][i]) < half[c]));
        if (isJump) continue;
        places.push(now[0][i], now[1][i], components > 2 ? now[2][i] : 0);
        places.push(later[0][i], later[1][i], components > 2 ? later[2][i] : 0);
      }
      later = now;
    }
    return places;
  }
}

const between = (from, to, share) => from.map((x, c) => x + share * (to[c] - x));

/** Gives a canvas as many pixels as the screen has for it, at most `most` a length unit. */
function fitCanvas(canvas, most = 2) {
  const density = Math.min(most, devicePixelRatio || 1);
  const width = Math.max(1, Math.round(canvas.clientWidth * density));
  const height = Math.max(1, Math.round(canvas.clientHeight * density));
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  return [width, height];
}
