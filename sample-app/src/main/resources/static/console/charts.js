import { bytes, count, seconds } from './format.js';

const WINDOW_MILLIS = 120_000;

/** A page that was opened a moment ago has little to show, and shows it large. */
const LEAST_MILLIS = 20_000;

const colorOf = (selector) => getComputedStyle(document.querySelector(selector)).color;

/** A line; where the server was gone it has a gap. */
function line(label, selector, yAxisID, format) {
  return { label, selector, yAxisID, format, data: [], pointRadius: 0, borderWidth: 2, spanGaps: false };
}

function axis(position, format, selector, grid) {
  return { position, selector, min: 0, grace: '5%', border: { display: false }, grid: { drawOnChartArea: grid },
    ticks: { maxTicksLimit: 5, callback: format } };
}

function chart(canvas, datasets, axes) {
  const made = new Chart(canvas, {
    type: 'line',
    data: { datasets },
    options: {
      animation: false,
      parsing: false,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: {
          title: () => '',
          label: (item) => `${item.dataset.label}: ${item.dataset.format(item.parsed.y)}`,
        } },
      },
      scales: {
        x: { type: 'linear', border: { display: false }, grid: { display: false },
          afterBuildTicks: (x) => { x.ticks = [0, 1, 2, 3, 4].map((part) => ({ value: x.min + part * (x.max - x.min) / 4 })); },
          ticks: { autoSkipPadding: 8, callback: (x, i, ticks) => ago(ticks.at(-1).value - x), maxRotation: 0 } },
        ...axes,
      },
    },
  });
  document.addEventListener('themechange', () => paint(made));
  paint(made);
  return made;
}

const ago = (millis) => (millis === 0 ? 'now' : `${Math.round(millis / 1000)} s ago`);

function paint(made) {
  const text = colorOf('.muted');
  const grid = getComputedStyle(document.querySelector('section')).borderTopColor;
  for (const dataset of made.data.datasets) {
    dataset.borderColor = colorOf(dataset.selector);
  }
  for (const scale of Object.values(made.options.scales)) {
    scale.ticks.color = scale.selector ? colorOf(scale.selector) : text;
    scale.grid.color = grid;
  }
  made.update();
}

function show(made, now) {
  const x = made.options.scales.x;
  x.max = now;
  x.min = Math.min(made.data.datasets[0].data[0].x, now - LEAST_MILLIS);
  made.update();
}

export class Charts {
  constructor() {
    this.log = chart(document.getElementById('log-chart'),
      [line('Write-ahead log', '.tiles .wal', 'size', bytes), line('Flush lag', '.tiles .lag', 'lag', seconds)],
      { size: axis('left', bytes, '.tiles .wal', true), lag: axis('right', seconds, '.tiles .lag', false) });
    this.writes = chart(document.getElementById('write-chart'),
      [line('Writes per second', '.tiles .writes', 'rate', (rate) => count(Math.round(rate)))],
      { rate: axis('left', count, '.tiles .writes', true) });
  }

  /** Adds what is known of now; null is a gap. */
  add(walSize, flushLag, writeRate) {
    const now = Date.now();
    const lines = [...this.log.data.datasets, ...this.writes.data.datasets];
    [walSize, flushLag, writeRate].forEach((y, i) => {
      const data = lines[i].data;
      data.push({ x: now, y });
      while (data[0].x < now - WINDOW_MILLIS) {
        data.shift();
      }
    });
    show(this.log, now);
    show(this.writes, now);
  }
}
