import { byId, element, setText } from './dom.js';
import { bytes, count, duration, some, within } from './format.js';

const sizeOf = (collection) => (collection.path === undefined || collection.path === null ? 'memory only'
  : collection.bytesOnDisk === undefined || collection.bytesOnDisk === null ? 'unknown' : bytes(collection.bytesOnDisk));

const ttlOf = (collection) => (collection.ttlMillis ? `after ${duration(collection.ttlMillis)}` : 'never');

const fieldsOf = (index) => (index.fields.length > 1 ? `[${index.fields.join(', ')}]` : index.fields[0]);

const indexesOf = (collection) => collection.indexes
  .map((index) => (index.unique ? `${fieldsOf(index)} (unique)` : fieldsOf(index))).join(', ') || 'none';

/** Those of the store's own files and memory, and those that a cluster keeps, each with its name. */
export const all = (stats) => ({ ...stats.collections, ...stats.remote });

const isRemote = (collection) => collection.calls !== undefined;

const millisOf = (calls) => (calls.count === 0 ? '–' : `${(calls.timeMillis / calls.count).toFixed(1)} ms`);

/** What stands in the columns of the table. What a cluster keeps has no file, flush or log here. */
const cellsOf = (collection) => (isRemote(collection)
  ? ['–', `${collection.status.replicasAlive} copies up, ${collection.status.replicasNeeded} needed`, '–', '–', ttlOf(collection), indexesOf(collection)]
  : [count(collection.rows), sizeOf(collection), count(collection.pendingRows), collection.wal ? 'yes' : 'no', ttlOf(collection),
    indexesOf(collection)]);

function placeOf(collection, directory) {
  if (isRemote(collection)) {
    return `${collection.strategy} in ${collection.status.place}${collection.group ? `, group ${collection.group}` : ''}`;
  }
  return collection.path ? `${collection.strategy} in ${within(directory, collection.path)}` : collection.strategy;
}

/** The table of collections. Its cells are kept and only their texts changed, so that focus stays where it is. */
export class Collections {
  #rows = new Map();

  show(stats, chosen) {
    const shown = all(stats);
    for (const collection of Object.values(shown)) {
      const row = this.#rows.get(collection.name) ?? this.#add(collection, stats.directory);
      row.setAttribute('aria-current', collection.name === chosen);
      cellsOf(collection).forEach((text, i) => setText(row.cells[i + 1], text));
    }
    for (const [name, row] of this.#rows) {
      if (!(name in shown)) {
        row.remove();
        this.#rows.delete(name);
      }
    }
  }

  #add(collection, directory) {
    const link = element('a', { href: `#${encodeURIComponent(collection.name)}` }, collection.name);
    const row = element('tr', {}, element('td', {}, link, element('small', {}, placeOf(collection, directory))),
      ...['number', 'number', 'number wide', 'wide', 'wide', 'wide'].map((className) => element('td', { className })));
    byId('collections').tBodies[0].append(row);
    this.#rows.set(collection.name, row);
    return row;
  }
}

/** A collection in a sentence, with what a narrow screen has no column for. */
export function about(collection) {
  return isRemote(collection) ? aboutRemote(collection) : aboutLocal(collection);
}

function aboutRemote(collection) {
  const { read, find, change } = collection.calls;
  const ttl = collection.ttlMillis ? ` Rows expire ${ttlOf(collection)}.` : '';
  return `Kept by ${placeOf(collection, '')}, shared with other instances${collection.status.available ? '' : ', and out of reach now'}: `
    + `${collection.status.replicasAlive} copies up, ${collection.status.replicasNeeded} needed.${ttl} Indexes: ${indexesOf(collection)}. `
    + `Since the start: ${some(read.count, 'read', 'reads')} of ${millisOf(read)}, ${some(find.count, 'find', 'finds')} of ${millisOf(find)}, `
    + `${some(change.count, 'change', 'changes')} of ${millisOf(change)}, ${some(collection.conflicts, 'conflict', 'conflicts')}, `
    + `${count(collection.retries)} run again, ${count(collection.unknown)} of unknown outcome, ${count(collection.unavailable)} refused.`;
}

function aboutLocal(collection) {
  const log = collection.wal ? 'Every change is in the write-ahead log before it is acknowledged.'
    : collection.path ? 'Not in the write-ahead log: a crash may cost what is not flushed yet.'
      : 'In memory only: gone when the application stops.';
  const ttl = collection.ttlMillis ? ` Rows expire ${ttlOf(collection)}.` : '';
  return `Kept as ${collection.strategy}. ${log}${ttl} Indexes: ${indexesOf(collection)}.`;
}
