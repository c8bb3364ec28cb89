// Colors that can be told apart by those who see few: Okabe and Ito for classes, a map that grows
// lighter for numbers, one that turns in lightness too for angles.

const classColors = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c8c8c", "#b8a900"];

/** The red, green and blue of a color in OKLCH, 0 to 255 each. */
function fromLightness(lightness, chroma, hue) {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.map((x) => {
    const c = Math.min(1, Math.max(0, x));
    return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
  });
}

const fromHex = (text) => [1, 3, 5].map((k) => parseInt(text.slice(k, k + 2), 16));

/** 256 colors through `stops`, evenly placed. */
function ramp(stops) {
  const bytes = new Uint8ClampedArray(4 * 256);
  for (let k = 0; k < 256; k++) {
    const place = (k / 255) * (stops.length - 1);
    const first = Math.min(stops.length - 2, Math.floor(place));
    for (let c = 0; c < 3; c++) {
      bytes[4 * k + c] = stops[first][c] + (place - first) * (stops[first + 1][c] - stops[first][c]);
    }
    bytes[4 * k + 3] = 255;
  }
  return bytes;
}

const turn = (share) => 2 * Math.PI * share;
const palettes = {
  growing: ramp(["#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"].map(fromHex)),
  cyclic: ramp(Array.from({ length: 65 }, (_, k) => fromLightness(0.67 + 0.13 * Math.cos(turn(k / 64)), 0.13, turn(k / 64) + 1.4))),
  signed: ramp(["#123a72", "#2f6fae", "#8fb8d8", "#efece4", "#e3ae7c", "#bd6a25", "#6e3309"].map(fromHex)),
  classes: (() => {
    const bytes = new Uint8ClampedArray(4 * 256);
    for (let k = 0; k < 256; k++) bytes.set([...fromHex(classColors[k >> 5]), 255], 4 * k);
    return bytes;
  })(),
};

/** Where class number n lies in the palette of classes, from 0 to 1. */
const placeOfClass = (n) => ((((n % 8) + 8) % 8) * 32 + 16) / 256;

const isOwnDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
const styleOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** What individuals can be colored by: a name, a palette, and a number of each in a frame. */
function coloringChoices(numbers) {
  const choices = [];
  page.columns.forEach((column, j) => {
    if (column.content === "direction") {
      choices.push({
        name: column.quantity === "velocity" ? "heading" : `direction of ${column.name}`,
        unit: "degree", palette: "cyclic", range: [-180, 180], column: j,
        values: (k) => {
          const vectors = directionsOf(k, j);
          const angles = new Float32Array(column.rows);
          for (let i = 0; i < angles.length; i++) {
            const [x, y] = [vectors[3 * i], vectors[3 * i + 1]];
            angles[i] = x || y || vectors[3 * i + 2] ? (180 / Math.PI) * Math.atan2(y, x) : NaN;
          }
          return angles;
        },
      });
    } else if (column.content === "category") {
      choices.push({
        name: column.name, unit: "", palette: "classes", range: null, values: (k) => valuesOf(k, j),
      });
    } else if (column.content === "length" || column.content === "scalar") {
      choices.push({
        name: column.content === "length" && column.name !== "speed" ? `length of ${column.name}` : column.name,
        unit: column.unit, palette: "growing", range: rangeOf(j), values: (k) => valuesOf(k, j),
      });
    }
  });
  for (const [name, values] of numbers.properties) {
    const kinds = new Set(values.subarray(0, 100000));
    if (kinds.size < 2 || name === "id") continue;
    const isClass = kinds.size <= 8 && [...kinds].every(Number.isInteger);
    const choice = { name, unit: "", values: () => values, isProperty: true };
    if (isClass) choices.unshift({ ...choice, palette: "classes", range: null });
    else {
      const sorted = [...kinds].filter(Number.isFinite).sort((a, b) => a - b);
      choices.push({ ...choice, palette: "growing", range: [sorted[0] ?? 0, sorted.at(-1) ?? 1] });
    }
  }
  choices.push({ name: "nothing", unit: "", palette: "classes", range: null, values: () => new Float32Array(page.individuals) });
  return choices;
}

/** Where a number lies in the palette of a choice, from 0 to 1; -1 for none. */
function placeOf(choice, value) {
  if (Number.isNaN(value)) return -1;
  if (!choice.range) return placeOfClass(Math.round(value));
  const [low, high] = choice.range;
  return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
}
