// Series over time: curves with their error bands, axes with units, and a cursor that is moved, so
// that a chart is drawn only when its size or the colors change.

/** An element with properties and children. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const unitText = (unit) => (unit && unit !== "1" ? ` (${unit})` : "");

/** A number in six digits at most, as people write it. */
function shortNumber(value, digits = 6) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "undefined" : String(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e");
  return String(Number(value.toPrecision(digits)));
}

/** The place in ascending `times` nearest to `time`. */
function nearest(times, time) {
  let [low, high] = [0, times.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle;
    else high = middle;
  }
  return Math.abs(times[high] - time) < Math.abs(times[low] - time) ? high : low;
}

/** The pen of a canvas, cleared, in units of the page. */
function penOf(canvas) {
  const [width] = fitCanvas(canvas, 3);
  const pen = canvas.getContext("2d");
  const density = width / Math.max(1, canvas.clientWidth);
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  return pen;
}

/** A range with some room, also where all numbers are one. */
function padded([low, high]) {
  const room = high > low ? 0.06 * (high - low) : 0.5 * Math.abs(high) || 1;
  return [low - room, high + room];
}

/** Round numbers from low to high, about `count` of them. */
function ticksOf(low, high, count) {
  if (!(high > low)) return [low];
  const exact = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(exact));
  const step = [1, 2, 5, 10].find((s) => s * power >= exact) * power;
  const ticks = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9 * step; n++) ticks.push(n * step);
  return ticks;
}

/** Texts of ticks that differ. */
function tickTexts(ticks) {
  for (let digits = 3; digits < 15; digits++) {
    const texts = ticks.map((tick) => shortNumber(Math.abs(tick) < 1e-12 * Math.abs(ticks.at(-1) - ticks[0]) ? 0 : tick, digits));
    if (new Set(texts).size === texts.length) return texts;
  }
  return ticks.map(String);
}

/** A frame with ticks along both axes. */
function frameAxes(pen, area, x0, x1, y0, y1, xName, yName) {
  pen.font = "11px system-ui, sans-serif";
  pen.fillStyle = styleOf("--soft");
  pen.strokeStyle = styleOf("--rule");
  pen.lineWidth = 1;
  pen.strokeRect(area.left + 0.5, area.top + 0.5, area.width - 1, area.height - 1);
  pen.textBaseline = "top";
  const xTicks = ticksOf(x0, x1, Math.max(2, Math.min(7, area.width / 80)));
  const xTexts = tickTexts(xTicks);
  xTicks.forEach((tick, n) => {
    const x = area.left + ((tick - x0) / (x1 - x0 || 1)) * area.width;
    pen.textAlign = x > area.left + area.width - 12 ? "right" : x < area.left + 12 ? "left" : "center";
    pen.fillText(xTexts[n], x, area.top + area.height + 4);
    pen.fillRect(Math.round(x), area.top + area.height, 1, 3);
  });
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  const yTicks = ticksOf(y0, y1, Math.max(3, Math.min(5, area.height / 30)));
  let yTexts = tickTexts(yTicks);
  if (yTexts.some((text) => text.length > 7)) {
    // Numbers that differ little are written as what they have more than the lowest.
    yTexts = tickTexts(yTicks.map((tick) => Number((tick - yTicks[0]).toPrecision(3))));
    pen.textAlign = "left";
    pen.fillText(`+ ${shortNumber(yTicks[0], 10)}`, area.left + 5, area.top + 9);
    pen.textAlign = "right";
  }
  yTicks.forEach((tick, n) => {
    const y = area.top + area.height - ((tick - y0) / (y1 - y0 || 1)) * area.height;
    pen.fillText(yTexts[n], area.left - 5, Math.min(area.top + area.height - 5, Math.max(area.top + 5, y)));
    pen.fillRect(area.left - 3, Math.round(y), 3, 1);
  });
  if (xName) {
    pen.textAlign = "right";
    pen.textBaseline = "bottom";
    pen.fillText(xName, area.left + area.width, area.top + area.height + 29);
  }
  if (yName) {
    pen.save();
    pen.translate(11, area.top + area.height / 2);
    pen.rotate(-Math.PI / 2);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(yName, 0, 0);
    pen.restore();
  }
}

/** The lowest and highest of each column of pixels: what a curve of many points looks like. */
function columnsOf(xs, lows, highs, count, place) {
  const columns = new Map();
  for (let k = 0; k < count; k++) {
    if (!Number.isFinite(lows[k]) || !Number.isFinite(highs[k])) continue;
    const x = Math.round(place(xs[k]));
    const found = columns.get(x);
    if (found) [found[0], found[1]] = [Math.min(found[0], lows[k]), Math.max(found[1], highs[k])];
    else columns.set(x, [lows[k], highs[k]]);
  }
  return columns;
}

class Chart {
  constructor(series, times, whenAsked) {
    this.series = series;
    this.times = times;
    this.value = make("span", { className: "value" });
    this.cursor = make("div", { className: "cursor" });
    this.canvas = make("canvas");
    this.plot = make("div", { className: "plot", role: "img" }, this.canvas, this.cursor);
    const save = make("button", { className: "csv", type: "button", title: `Save ${series.name} as CSV` }, "CSV");
    save.addEventListener("click", () => saveText(`${fileName(series.name)}.csv`, csvOf(this), "text/csv"));
    const head = make("div", { className: "head" },
      make("h2", { title: series.about }, series.name),
      make("span", { className: "unit" }, series.unit === "1" ? "" : series.unit), this.value, save);
    this.element = make("div", { className: "chart" }, head, this.plot);
    const ask = (event) => {
      const { left, width } = this.area;
      const share = (event.clientX - this.plot.getBoundingClientRect().left - left) / width;
      const [first, last] = this.span;
      whenAsked(first + Math.min(1, Math.max(0, share)) * (last - first));
    };
    this.plot.addEventListener("pointerdown", (event) => {
      this.plot.setPointerCapture(event.pointerId);
      ask(event);
    });
    this.plot.addEventListener("pointermove", (event) => {
      if (event.buttons & 1) ask(event);
    });
    this.measure();
  }

  measure() {
    const { values, deviations } = this.series;
    let [low, high] = [Infinity, -Infinity];
    for (let k = 0; k < values.length; k++) {
      if (!Number.isFinite(values[k])) continue;
      const error = deviations && Number.isFinite(deviations[k]) ? deviations[k] : 0;
      low = Math.min(low, values[k] - error);
      high = Math.max(high, values[k] + error);
    }
    this.hasValues = low <= high;
    this.range = this.series.words.length ? [-0.5, this.series.words.length - 0.5] : padded(this.hasValues ? [low, high] : [0, 1]);
    this.extremes = [low, high];
    const [first, last] = [this.times[0], this.times.at(-1)];
    this.span = last > first ? [first, last] : [first - 0.5, first + 0.5];
  }

  get area() {
    return { left: 52, top: 4, width: Math.max(10, this.canvas.clientWidth - 58), height: 84 };
  }

  placeX(time) {
    const [first, last] = this.span;
    return this.area.left + ((time - first) / (last - first)) * this.area.width;
  }

  placeY(value) {
    const [low, high] = this.range;
    return this.area.top + (1 - (value - low) / (high - low)) * this.area.height;
  }

  draw() {
    const pen = penOf(this.canvas);
    const { series, times, area } = this;
    frameAxes(pen, area, ...this.span, ...this.range, "", "");
    if (series.words.length) this.drawWords(pen);
    if (!this.hasValues) {
      pen.fillStyle = styleOf("--soft");
      pen.textAlign = "center";
      pen.fillText("undefined in every frame", area.left + area.width / 2, area.top + area.height / 2);
      return;
    }
    pen.save();
    pen.beginPath();
    pen.rect(area.left, area.top, area.width, area.height);
    pen.clip();
    if (series.deviations) {
      const lows = series.values.map((value, k) => value - series.deviations[k]);
      const highs = series.values.map((value, k) => value + series.deviations[k]);
      pen.fillStyle = styleOf("--band");
      this.fillBand(pen, lows, highs);
    }
    pen.strokeStyle = pen.fillStyle = styleOf("--accent");
    if (times.length > 2 * area.width) {
      for (const [x, [low, high]] of columnsOf(times, series.values, series.values, times.length, (t) => this.placeX(t))) {
        const top = this.placeY(high);
        pen.fillRect(x - 0.5, top - 0.6, 1.2, this.placeY(low) - top + 1.2);
      }
    } else this.strokeCurve(pen);
    pen.restore();
  }

  strokeCurve(pen) {
    const { values, words } = this.series;
    pen.lineWidth = 1.5;
    pen.lineJoin = "round";
    pen.beginPath();
    let before = NaN;
    for (let k = 0; k < values.length; k++) {
      if (!Number.isFinite(values[k])) { before = NaN; continue; }
      const [x, y] = [this.placeX(this.times[k]), this.placeY(values[k])];
      if (Number.isNaN(before)) {
        pen.moveTo(x, y);
        // A value between undefined ones is a point.
        if (!Number.isFinite(values[k + 1])) pen.rect(x - 1, y - 1, 2, 2);
      } else {
        if (words.length) pen.lineTo(x, before);
        pen.lineTo(x, y);
      }
      before = y;
    }
    pen.stroke();
  }

  fillBand(pen, lows, highs) {
    if (this.times.length > this.area.width) {
      for (const [x, [low, high]] of columnsOf(this.times, lows, highs, this.times.length, (t) => this.placeX(t))) {
        pen.fillRect(x - 0.5, this.placeY(high), 1, this.placeY(low) - this.placeY(high));
      }
      return;
    }
    for (let k = 1; k < this.times.length; k++) {
      const corners = [lows[k - 1], lows[k], highs[k], highs[k - 1]];
      if (!corners.every(Number.isFinite)) continue;
      const [x0, x1] = [this.placeX(this.times[k - 1]), this.placeX(this.times[k])];
      pen.beginPath();
      corners.forEach((value, n) => pen.lineTo(n === 0 || n === 3 ? x0 : x1, this.placeY(value)));
      pen.fill();
    }
  }

  drawWords(pen) {
    pen.fillStyle = styleOf("--paper");
    pen.fillRect(0, 0, this.area.left - 1, this.area.top + this.area.height);
    pen.fillStyle = styleOf("--soft");
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    this.series.words.forEach((word, n) => pen.fillText(word, this.area.left + 4, this.placeY(n)));
  }

  /** The value at a frame of the file in words. */
  textAt(frame) {
    const { values, deviations, words, unit } = this.series;
    if (words.length) return words[values[frame]] ?? "undefined";
    const error = deviations && Number.isFinite(deviations[frame]) ? ` ± ${shortNumber(deviations[frame], 2)}` : "";
    return shortNumber(values[frame]) + error + (unit === "1" || !Number.isFinite(values[frame]) ? "" : "");
  }

  /** Moves the cursor to a frame of the file. */
  show(frame) {
    this.cursor.style.transform = `translateX(${this.placeX(this.times[frame]) - 0.5}px)`;
    this.value.textContent = this.textAt(frame);
    const [low, high] = this.extremes;
    const { name, unit, words } = this.series;
    const range = !this.hasValues ? "undefined in every frame" : words.length ? words.join(", ")
      : `between ${shortNumber(low)} and ${shortNumber(high)}${unitText(unit)}`;
    this.plot.setAttribute("aria-label",
      `${name} over time, ${range}; at t = ${shortNumber(this.times[frame])}: ${this.textAt(frame)}`);
  }
}

/** The numbers of a chart, those of every frame of the file, as text. */
function csvOf(chart) {
  const { name, values, deviations, words } = chart.series;
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const head = ["time", quoted(name), ...(deviations ? ["standard_error"] : [])].join(",");
  const text = (value) => (Number.isNaN(value) ? "" : String(value));
  const rows = Array.from(values, (value, k) =>
    [text(chart.times[k]), words.length ? quoted(words[value] ?? "") : text(value), ...(deviations ? [text(deviations[k])] : [])].join(","));
  return [head, ...rows, ""].join("\n");
}

/** A name for a file made of other words. */
const fileName = (text) => text.replace(/[^\w.-]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 80) || "page";

function saveText(name, text, type) {
  saveBlob(name, new Blob([text], { type }));
}

function saveBlob(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
