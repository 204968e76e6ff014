import { post } from './api.js';
import { all, Collections } from './collections.js';
import { byId, hideProblem, setText, showProblem } from './dom.js';
import { bytes, some } from './format.js';
import { healthUnknown, showHealth } from './health.js';
import { openImport, runImport, showImported } from './import.js';
import { Live } from './live.js';
import { poll } from './poll.js';
import { Rows } from './rows.js';

const live = new Live();
const collections = new Collections();
const rows = new Rows();
let stats = null;
let gone = false;

function chosen() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

function openChosen(focus) {
  const name = chosen();
  if (!stats || name === '') {
    return;
  }
  const known = all(stats);
  if (!Object.hasOwn(known, name)) {
    showProblem(new Error(`There is no collection '${name}'. There are ${Object.keys(known).join(', ')}.`));
    return;
  }
  collections.show(stats, name);
  rows.open(known[name]).then(() => focus && byId('rows-heading').focus());
}

function showGone(words) {
  gone = true;
  live.gone();
  setText(byId('gone'), words);
  byId('gone').hidden = false;
}

poll({
  stats(now) {
    const first = stats === null;
    stats = now;
    live.show(now);
    collections.show(now, rows.name ?? chosen());
    showImported(now);
    if (gone) {
      gone = false;
      byId('gone').hidden = true;
      rows.refresh();
    }
    if (first) {
      openChosen(false);
    }
  },
  health: showHealth,
  gone() {
    healthUnknown();
    hideProblem();
    showGone('The server does not answer. What you see is as it was; this page goes on asking.');
  },
  problem(error) {
    showGone(`The server does not tell how the store stands. ${error.message}`);
  },
});

addEventListener('hashchange', () => openChosen(true));
byId('problem-close').addEventListener('click', hideProblem);

/** Has the store do something, and says what came of it. */
function onClick(id, path, words) {
  const button = byId(id);
  button.addEventListener('click', async () => {
    button.disabled = true;
    byId('done').textContent = '';
    try {
      const report = await post(path());
      hideProblem();
      byId('done').textContent = words(report) ?? '';
    } catch (error) {
      showProblem(error);
    } finally {
      button.disabled = false;
      button.focus();
    }
  });
}

const written = (report) => `${some(report.rows, 'changed row', 'changed rows')} and ${bytes(report.bytes)} written in ${report.durationMillis} ms`;

onClick('flush', () => 'actuator/filestore/flush', (report) => `Flushed: ${written(report)}.`);
onClick('compact', () => `actuator/filestore/compact/${encodeURIComponent(rows.name)}`,
  (report) => `Compacted ${rows.name}: ${written(report)}.`);
/** A check that has found something has gone well, and the store has not. */
onClick('verify', () => 'api/verify', (report) => {
  if (report.clean) {
    return `Verified: ${some(report.rows, 'row', 'rows')}, nothing wrong.`;
  }
  const found = some(report.findings.length, 'thing is', 'things are');
  showProblem(new Error(`Verified ${some(report.rows, 'row', 'rows')}: ${found} not as it should be.`), report.findings);
  return null;
});

byId('import-open').addEventListener('click', () => openImport(all(stats)[rows.name]));
byId('import').addEventListener('submit', (event) => {
  event.preventDefault();
  runImport(() => rows.refresh());
});
