import { collectionPath, parseObject, Problem, ServerGone } from './api.js';
import { byId, element, open } from './dom.js';
import { bytes, count, some } from './format.js';

let request = null;

let target = null;

/** Opens the dialog, or shows it again while an import is under way. */
export function openImport(collection) {
  if (request) {
    open(byId('import-dialog'));
    return;
  }
  target = collection;
  const fields = collection.indexes.filter((index) => index.unique && index.fields.length === 1)
    .map((index) => index.fields[0]);
  byId('import-heading').textContent = `Import into ${collection.name}`;
  byId('import-ids').replaceChildren(...fields.map((value) => element('option', { value })));
  byId('import').reset();
  byId('import-id').value = fields[0] ?? '';
  clear();
  byId('import-progress').hidden = true;
  open(byId('import-dialog'));
}

function clear() {
  byId('import-state').textContent = '';
  byId('import-result').textContent = '';
  byId('import-result').className = '';
  byId('import-refused').replaceChildren();
  byId('import-refused').hidden = true;
}

/** Sends the chosen file, and tells what the server has made of it. */
export function runImport(done) {
  const file = byId('import-file').files[0];
  const id = byId('import-id').value.trim();
  const progress = byId('import-progress');
  clear();
  progress.hidden = false;
  progress.value = 0;
  byId('import-start').disabled = true;
  request = new XMLHttpRequest();
  request.upload.addEventListener('progress', (event) => sent(event.loaded, event.total));
  request.addEventListener('load', () => answered(request));
  request.addEventListener('error', () => failed(new ServerGone('The server does not answer any more. '
    + 'What it has stored stays; import the file again when it is back.')));
  request.addEventListener('loadend', () => {
    request = null;
    byId('import-start').disabled = false;
    done();
  });
  request.open('POST', `${collectionPath(target.name)}/import${id ? `?id=${encodeURIComponent(id)}` : ''}`);
  request.setRequestHeader('Content-Type', file.name.endsWith('.json') ? 'application/json' : 'application/x-ndjson');
  request.send(file);
}

/** The store is still at work when everything is sent: then the bar has no end. */
function sent(loaded, total) {
  const progress = byId('import-progress');
  if (loaded < total) {
    progress.value = 100 * loaded / total;
    byId('import-state').textContent = `${bytes(loaded)} of ${bytes(total)} sent`;
  } else {
    progress.removeAttribute('value');
    byId('import-state').textContent = `${bytes(total)} sent; the store is writing`;
  }
}

/** Tells how many rows have come in, from the figures that the page has anyway. */
export function showImported(stats) {
  if (request && !byId('import-progress').hasAttribute('value')) {
    const now = stats.collections[target.name];
    byId('import-state').textContent = now === undefined ? 'Everything is sent'
      : `Everything is sent; ${some(now.rows - target.rows, 'new row', 'new rows')} so far`;
  }
}

function answered(answer) {
  const body = parseObject(answer.responseText);
  if (answer.status !== 200) {
    failed(new Problem(answer.status, body));
    listRefused(body);
    return;
  }
  const refused = body.refused.length + body.moreRefused;
  byId('import-progress').value = 100;
  byId('import-state').textContent = 'Done';
  byId('import-result').textContent = `${some(body.stored, 'row', 'rows')} stored: ${count(body.inserted)} new, `
    + `${count(body.replaced)} replaced. ${refused === 0 ? 'None refused.' : `${count(refused)} refused:`}`;
  listRefused(body);
}

function failed(error) {
  byId('import-progress').value = 0;
  byId('import-state').textContent = 'Stopped';
  byId('import-result').className = 'bad';
  byId('import-result').textContent = error.message;
}

function listRefused({ refused = [], moreRefused = 0 }) {
  const lines = refused.map(({ row, why }) => element('li', {}, `Row ${count(row)}: ${why}`));
  if (moreRefused > 0) {
    lines.push(element('li', {}, `And ${count(moreRefused)} more.`));
  }
  byId('import-refused').replaceChildren(...lines);
  byId('import-refused').hidden = lines.length === 0;
}
