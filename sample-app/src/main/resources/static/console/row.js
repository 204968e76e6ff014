import { collectionPath, getJson, request } from './api.js';
import { byId, hideProblem, open, showProblem } from './dom.js';
import { bytes } from './format.js';
import { indent } from './json.js';
import { visible } from './visible.js';

/** Shows a row as it is, and the file that it lives in. */
export async function openRow(collection, id) {
  const query = `?id=${encodeURIComponent(id)}`;
  try {
    const [row, place] = await Promise.all([request(`${collectionPath(collection)}/rows${query}`),
      getJson(`${collectionPath(collection)}/file${query}`)]);
    hideProblem();
    byId('row-id').replaceChildren(...visible(id));
    byId('row-file').textContent = where(place);
    byId('row-version').textContent = row.headers.get('ETag').replaceAll('"', '');
    byId('row-size').textContent = bytes(new TextEncoder().encode(row.text).length);
    byId('row-json').textContent = indent(row.text);
    open(byId('row-dialog'));
  } catch (error) {
    showProblem(error);
  }
}

function where(place) {
  return place.file === null ? (place.where ?? 'memory only') : place.exists ? place.file : `${place.file} (written by the next flush)`;
}
