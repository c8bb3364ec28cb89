// Puts the page together.

const find = (id) => document.getElementById(id);

/** Says what is wrong in one sentence. */
function complain(text) {
  const place = find("trouble");
  place.textContent = text;
  place.hidden = false;
}

/** A check box, a list or a slider with its name. */
function option(name, control) {
  const label = make("label", {}, name, control);
  find("options").append(label);
  return control;
}

function choose(name, choices, whenChosen) {
  const select = make("select", {}, ...choices.map((choice, n) => make("option", { value: n }, choice)));
  select.addEventListener("change", () => whenChosen(Number(select.value)));
  return option(name, select);
}

function writeAbout() {
  find("title").textContent = page.title;
  const facts = new Map(page.facts);
  const isPart = page.frames.length < page.framesInFile || page.individuals < page.individualsInFile;
  const hash = [...facts].find(([name]) => name.includes("SHA-256"));
  const words = [
    facts.get("system"), facts.has("seed") ? `seed ${facts.get("seed")}` : null,
    page.individualsInFile ? `${page.individualsInFile} individuals` : null,
    `${page.framesInFile} ${page.framesInFile === 1 ? "frame" : "frames"}${isPart ? ", some left out" : ""}`,
    facts.has("version") ? `version ${facts.get("version")}` : null,
    hash ? `${hash[0]} ${hash[1].slice(0, 12)}…` : null,
  ];
  find("summary").textContent = words.filter(Boolean).join(" · ");
  find("notes").append(...page.notes.map((note) => make("p", {}, sentence(note))));
  const list = make("dl");
  for (const [name, text] of page.facts) list.append(make("dt", {}, name), make("dd", {}, text));
  find("facts").append(list);
  if (page.scenario) find("facts").append(make("pre", { tabIndex: 0, "aria-label": "scenario" }, page.scenario));
}

/** A note as a sentence: a capital first, a full stop last. */
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");

class Page {
  constructor(numbers) {
    this.numbers = numbers;
    this.times = Float64Array.from(page.frames, (frame) => numbers.times[frame]);
    this.charts = numbers.series.map((series) => new Chart(series, numbers.times, (time) => this.seekTime(time)));
    find("charts").append(...this.charts.map((chart) => chart.element));
    this.clock = new Clock(page.frames.length, (k) => this.want(k));
    this.clock.changed = () => this.showClock();
    this.clock.isWaiting = () => this.wanted !== null && this.isLoading;
    this.wanted = null;
    this.isLoading = false;
    this.shown = -1;
  }

  /** Shows the frame nearest to a time, and pauses there. */
  seekTime(time) {
    this.clock.pause();
    this.clock.go(nearest(this.times, time));
  }

  /** Shows shown frame k as soon as its block is unpacked; the latest wish counts. */
  want(k) {
    this.wanted = k;
    this.showTime(k);
    if (this.isLoading) return;
    if (!page.columns.length || blocks.at(k)) {
      this.request();
      return;
    }
    this.isLoading = true;
    blocks.load(k).then(
      () => {
        this.isLoading = false;
        if (this.wanted !== null && !blocks.at(this.wanted)) this.want(this.wanted);
        else this.request();
      },
      () => {
        this.isLoading = false;
        complain("The frames of this page are damaged: it was cut off or changed; export it again.");
      });
  }

  /** Draws at the next moment at which the browser shows anything. */
  request() {
    if (this.isRequested) return;
    this.isRequested = true;
    requestAnimationFrame(() => {
      this.isRequested = false;
      try {
        this.paint();
      } catch (error) {
        complain(`This frame cannot be drawn: ${error.message}.`);
      }
    });
  }

  paint() {
    const k = this.wanted;
    if (k === null || (page.columns.length && !blocks.at(k))) return;
    if (this.scene) {
      this.scene.isMoving = this.clock.isPlaying || this.isDragging;
      if (this.shown !== k || this.isStale) {
        const present = this.scene.take(k, this.choice);
        const absent = page.individuals - present;
        this.presence.textContent = absent ? `${absent} of ${page.individuals} individuals are absent from this frame.` : "";
      }
      this.refreshLegend(k, this.choice);
      if (!this.scene.camera) {
        this.scene.frame();
        this.scene.offset = [0, 0, 0];
        this.scene.follows = this.scene.isOpen;
        if (this.followBox) this.followBox.checked = this.scene.follows;
      }
      this.scene.draw();
      this.enlarged.textContent = this.scene.areEnlarged ? "Discs are drawn larger than they are, to be seen." : "";
    }
    if (this.field && this.field.image) {
      this.field.show(k);
      this.refreshLegend(k, this.field.choice);
    }
    this.isStale = false;
    this.shown = k;
  }

  /** Draws the legend of frame k, five times a second at most while it moves. */
  refreshLegend(k, choice) {
    const now = performance.now();
    if (!this.isStale && this.legendFrame === k) return;
    if (!this.isStale && this.clock.isPlaying && now - this.legendTime < 200) return;
    [this.legendFrame, this.legendTime] = [k, now];
    this.drawLegend(k, choice);
  }

  showTime(k) {
    const frame = page.frames[k];
    const time = this.times[k];
    const text = `t = ${shortNumber(time)}${page.timeUnit ? " " + page.timeUnit : ""}, frame ${frame} of ${page.framesInFile - 1}`;
    find("slider").value = k;
    find("slider").setAttribute("aria-valuetext", text);
    find("clock").textContent = text;
    for (const chart of this.charts) chart.show(frame);
  }

  showClock() {
    const { isPlaying, speed, loops } = this.clock;
    find("play").textContent = isPlaying ? "Pause" : "Play";
    find("play").setAttribute("aria-pressed", String(isPlaying));
    this.speedList.value = String(Math.round(Math.log2(speed)) + 4);
    this.loopBox.checked = loops;
  }

  /** Time, speed, keys. */
  connect() {
    const slider = find("slider");
    slider.max = page.frames.length - 1;
    slider.disabled = page.frames.length < 2;
    slider.addEventListener("input", () => {
      this.clock.pause();
      this.clock.go(Number(slider.value));
    });
    find("play").addEventListener("click", () => this.clock.toggle());
    find("play").disabled = page.frames.length < 2;
    find("back").addEventListener("click", () => this.clock.step(-1));
    find("forth").addEventListener("click", () => this.clock.step(1));
    document.addEventListener("keydown", (event) => this.key(event));
    const speeds = ["1/16", "1/8", "1/4", "1/2", "1", "2", "4", "8", "16"];
    this.speedList = choose("speed", speeds.map((text) => `${text} ×`), (n) => {
      this.clock.speed = 2 ** (n - 4);
    });
    this.loopBox = option("loop", make("input", { type: "checkbox" }));
    this.loopBox.addEventListener("change", () => (this.clock.loops = this.loopBox.checked));
    if (this.scene || this.field) {
      const save = make("button", { type: "button" }, "Save PNG");
      save.addEventListener("click", () => this.savePicture());
      find("options").append(save);
    }
    if (this.charts.length > 1) {
      const all = make("button", { type: "button" }, "Save all series");
      all.addEventListener("click", () => this.charts.forEach((chart) => saveText(`${fileName(chart.series.name)}.csv`, csvOf(chart), "text/csv")));
      if (this.charts.length <= 8) find("options").append(all);
    }
    this.showClock();
    const redraw = () => this.redraw();
    new ResizeObserver(redraw).observe(find("stage"));
    new ResizeObserver(redraw).observe(find("charts"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target.tagName === "SELECT" || (target.tagName === "INPUT" && target.type !== "checkbox" && target !== find("slider"))) return;
    if (event.key === " " && (target.tagName === "BUTTON" || target.tagName === "SUMMARY" || target.type === "checkbox")) return;
    if (target === find("slider") && /^(Arrow|Home|End|Page)/.test(event.key)) return;
    if (this.scene && target === this.scene.canvas && this.cameraKey(event.key)) return event.preventDefault();
    if (event.key === "?") {
      find("keys").open = true;
      find("keys").querySelector("summary").focus();
      return event.preventDefault();
    }
    if (this.clock.key(event.key)) event.preventDefault();
  }

  cameraKey(key) {
    const { camera } = this.scene;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!camera) return false;
    if (key in moves) {
      const [x, y] = moves[key];
      if (camera.isFlat) this.shift(-0.08 * x, -0.08 * y);
      else camera.turn(-0.12 * x, 0.12 * y);
    } else if (key === "+" || key === "=") camera.approach(1.2);
    else if (key === "-") camera.approach(1 / 1.2);
    else if (key === "0") {
      this.scene.offset = [0, 0, 0];
      this.scene.frame();
    } else return false;
    this.request();
    return true;
  }

  /** Shifts the picture, also away from a center that is followed. */
  shift(dx, dy) {
    const { scene } = this;
    const before = [...scene.camera.target];
    scene.camera.shift(dx, dy, scene.canvas.clientWidth / scene.canvas.clientHeight);
    scene.offset = scene.offset.map((o, k) => o + scene.camera.target[k] - before[k]);
  }

  redraw() {
    for (const chart of this.charts) chart.draw();
    if (this.wanted !== null) this.showTime(this.wanted);
    if (this.field && this.field.image && !this.field.isLattice) this.field.drawMap();
    this.isStale = true;
    this.request();
  }

  savePicture() {
    this.paint();
    const canvas = this.scene ? this.scene.canvas : this.field.canvas;
    canvas.toBlob((blob) => saveBlob(`${fileName(page.title)}-${page.frames[this.clock.k]}.png`, blob));
  }
}

// MARK: Individuals

Page.prototype.addScene = function () {
  const canvas = make("canvas", { id: "scene", tabIndex: 0, role: "img",
    "aria-label": `${page.individualsInFile} individuals in space; arrows turn or shift the picture` });
  find("picture").append(canvas);
  this.presence = make("p");
  this.enlarged = make("p");
  find("notes").prepend(this.presence, this.enlarged);
  this.choices = coloringChoices(this.numbers);
  this.choice = this.choices[0];
  try {
    this.scene = new Scene(canvas, this.numbers);
  } catch (error) {
    canvas.remove();
    find("picture").append(make("p", { className: "sentence" },
      error.message === "no WebGL2"
        ? "This browser has no WebGL2, so that the individuals cannot be drawn; the charts work all the same."
        : `The individuals cannot be drawn: ${error.message}; the charts work all the same.`));
    return;
  }
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    complain("The browser took the graphics card away; the picture comes back when it returns it. The charts work all the same.");
  });
  canvas.addEventListener("webglcontextrestored", () => {
    this.scene.begin();
    find("trouble").hidden = true;
    this.redraw();
  });
  this.legend = make("div", { id: "legend" });
  const colors = choose("color by", this.choices.map((choice) => choice.name), (n) => {
    this.choice = this.choices[n];
    this.isStale = true;
    this.request();
  });
  colors.id = "color";
  // Classes come first where there are some; else the headings that are drawn.
  if (!this.choice.isProperty) {
    this.choice = this.choices.find((choice) => choice.column === this.scene.heading) ?? this.choice;
    colors.value = String(this.choices.indexOf(this.choice));
  }
  if (this.scene.headings.length > 1 && !this.scene.radii) {
    const list = choose("along", this.scene.headings.map((j) => page.columns[j].name), (n) => {
      this.scene.heading = this.scene.headings[n];
      this.isStale = true;
      this.request();
    });
    list.value = String(this.scene.headings.indexOf(this.scene.heading));
  }
  const size = option("size", make("input", { type: "range", min: -2, max: 3, step: 0.1, value: 0 }));
  size.addEventListener("input", () => {
    this.scene.scale = 2 ** Number(size.value);
    this.request();
  });
  const trail = option("trail", make("input", { type: "range", min: 0, max: 40, step: 1, value: 0 }));
  trail.addEventListener("input", () => {
    this.scene.trail = Number(trail.value);
    this.request();
  });
  this.followBox = option("follow the center", make("input", { type: "checkbox" }));
  this.followBox.addEventListener("change", () => {
    this.scene.follows = this.followBox.checked;
    this.scene.offset = [0, 0, 0];
    this.request();
  });
  find("options").append(this.legend);
  this.useMouse(canvas);
};

Page.prototype.useMouse = function (canvas) {
  let last = null;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = [event.clientX, event.clientY];
    this.isDragging = true;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last || !this.scene.camera) return;
    const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]].map((d) => d / canvas.clientHeight);
    last = [event.clientX, event.clientY];
    if (this.scene.isFlat || event.shiftKey || event.buttons & 2) this.shift(dx, dy);
    else this.scene.camera.turn(3 * dx, 3 * dy);
    this.request();
  });
  const release = () => {
    last = null;
    this.isDragging = false;
    this.request();
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    this.scene.camera?.approach(Math.exp(-0.0015 * event.deltaY));
    this.request();
  }, { passive: false });
  canvas.addEventListener("dblclick", () => this.cameraKey("0"));
};

/** What is colored: how often each color occurs in the frame, over the scale of colors. */
Page.prototype.drawLegend = function (k, choice = this.choice) {
  if (choice.name === "nothing") return this.legend.replaceChildren();
  if (this.legend.dataset.name !== choice.name) {
    this.legend.dataset.name = choice.name;
    this.legend.replaceChildren(make("canvas", { role: "img" }), make("div", { className: "ends" }));
  }
  const [canvas, ends] = this.legend.children;
  const values = choice.values(k);
  const palette = palettes[choice.palette];
  const pen = penOf(canvas);
  const [width, height] = [canvas.clientWidth, canvas.clientHeight - 9];
  const colorAt = (share) => `rgb(${palette.subarray(4 * Math.round(255 * share), 4 * Math.round(255 * share) + 3).join()})`;
  let bins;
  if (choice.range) {
    bins = Array.from({ length: 48 }, (_, n) => ({ count: 0, share: (n + 0.5) / 48 }));
    for (const value of values) {
      const share = placeOf(choice, value);
      if (share >= 0) bins[Math.min(47, Math.floor(48 * share))].count++;
    }
    const unit = choice.unit && choice.unit !== "1" ? ` ${choice.unit}` : "";
    ends.replaceChildren(...[choice.range[0], choice.range[1]].map((end, n) => make("span", {}, shortNumber(end, 3) + (n ? unit : ""))));
  } else {
    const counts = new Map();
    for (const value of values) if (!Number.isNaN(value)) counts.set(Math.round(value), (counts.get(Math.round(value)) ?? 0) + 1);
    const kinds = [...counts.keys()].sort((a, b) => a - b).slice(0, 24);
    bins = kinds.map((kind) => ({ count: counts.get(kind), share: placeOfClass(kind) }));
    ends.replaceChildren(...kinds.slice(0, 12).map((kind) => make("span", {}, `${kind}: ${counts.get(kind)}`)));
  }
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  bins.forEach((bin, n) => {
    const [x, w] = [(n * width) / bins.length, width / bins.length];
    pen.fillStyle = colorAt(bin.share);
    pen.fillRect(x, height + 3, w + 0.5, 6);
    const high = (bin.count / most) * height;
    pen.fillRect(x, height - high, Math.max(1, w - 1), high);
  });
  const span = spanOf(values);
  canvas.setAttribute("aria-label", `How ${choice.name} is spread in this frame, from ${shortNumber(span[0])} to ${shortNumber(span[1])}`);
};

// MARK: Fields

Page.prototype.addField = function (grids) {
  const places = find("picture");
  const open = (grid) => {
    places.replaceChildren();
    this.field = new FieldView(grid, grids, this.times, (k) => {
      this.clock.pause();
      this.clock.go(k);
    });
    places.append(this.field.canvas, this.field.mark);
    if (!this.field.isLattice) places.append(this.field.box);
    this.gather();
  };
  if (grids.length > 1) {
    choose("show", grids.map((grid) => grid.column.name), (n) => open(grids[n])).id = "show";
  }
  const members = Math.max(...grids.map((grid) => grid.members));
  if (members > 1) {
    const axis = Object.values(page.axes).find((own) => own.kind === "members");
    choose("member", Array.from({ length: members }, (_, n) => `${n}: ${axis.label} ${shortNumber(axis.places[n], 4)}`), (n) => {
      this.field.member = n;
      this.gather();
    }).id = "member";
  }
  this.legend = make("div", { id: "legend" });
  find("options").append(this.legend);
  open(grids[0]);
};

Page.prototype.gather = function () {
  const { field } = this;
  field.gather().then(
    () => {
      if (field !== this.field) return;
      if (!field.isLattice) field.drawMap();
      this.isStale = true;
      this.request();
    },
    () => complain("The frames of this page are damaged: it was cut off or changed; export it again."));
};

// MARK: Beginning

async function begin() {
  writeAbout();
  if (typeof DecompressionStream === "undefined") {
    return complain("This browser is too old for this page: it cannot unpack its data (DecompressionStream).");
  }
  let numbers;
  try {
    numbers = await readNumbers();
  } catch {
    return complain("The numbers of this page are damaged: it was cut off or changed; export it again.");
  }
  const own = new Page(numbers);
  const grids = gridColumns();
  const isPictured = grids.length > 0 || page.columns.some((column) => column.content === "position");
  document.querySelector("main").className = own.charts.length === 0 ? "" : isPictured ? "charted" : "bare";
  if (page.columns.some((column) => column.content === "position")) own.addScene();
  else if (grids.length) own.addField(grids);
  own.connect();
  // Where space is open the last frames tell how far individuals come.
  if (own.scene && page.blocks.length > 1) await blocks.load(page.frames.length - 1).catch(() => {});
  own.redraw();
  own.clock.go(0);
  // For tests, and for people who look behind the page.
  globalThis.clausiusView = { page, own, blocks, palettes, valuesOf, directionsOf, csvOf, numbers };
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (own.scene && page.frames.length > 1 && !isCalm && !location.hash.includes("still")) own.clock.play();
}

begin().catch((error) => complain(`This page cannot be shown: ${error.message}.`));
