import { byId, element, setText } from './dom.js';
import { bytes, count, duration, within } from './format.js';

const sizeOf = (collection) => (collection.path === undefined || collection.path === null ? 'memory only'
  : collection.bytesOnDisk === undefined || collection.bytesOnDisk === null ? 'unknown' : bytes(collection.bytesOnDisk));

const ttlOf = (collection) => (collection.ttlMillis ? `after ${duration(collection.ttlMillis)}` : 'never');

const fieldsOf = (index) => (index.fields.length > 1 ? `[${index.fields.join(', ')}]` : index.fields[0]);

const indexesOf = (collection) => collection.indexes
  .map((index) => (index.unique ? `${fieldsOf(index)} (unique)` : fieldsOf(index))).join(', ') || 'none';

/** The table of collections. Its cells are kept and only their texts changed, so that focus stays where it is. */
export class Collections {
  #rows = new Map();

  show(stats, chosen) {
    for (const collection of Object.values(stats.collections)) {
      const row = this.#rows.get(collection.name) ?? this.#add(collection, stats.directory);
      row.setAttribute('aria-current', collection.name === chosen);
      [count(collection.rows), sizeOf(collection), count(collection.pendingRows), collection.wal ? 'yes' : 'no',
        ttlOf(collection), indexesOf(collection)].forEach((text, i) => setText(row.cells[i + 1], text));
    }
    for (const [name, row] of this.#rows) {
      if (!(name in stats.collections)) {
        row.remove();
        this.#rows.delete(name);
      }
    }
  }

  #add(collection, directory) {
    const link = element('a', { href: `#${encodeURIComponent(collection.name)}` }, collection.name);
    const place = collection.path ? `${collection.strategy} in ${within(directory, collection.path)}` : collection.strategy;
    const row = element('tr', {}, element('td', {}, link, element('small', {}, place)),
      ...['number', 'number', 'number wide', 'wide', 'wide', 'wide'].map((className) => element('td', { className })));
    byId('collections').tBodies[0].append(row);
    this.#rows.set(collection.name, row);
    return row;
  }
}

/** A collection in a sentence, with what a narrow screen has no column for. */
export function about(collection) {
  const log = collection.wal ? 'Every change is in the write-ahead log before it is acknowledged.'
    : collection.path ? 'Not in the write-ahead log: a crash may cost what is not flushed yet.'
      : 'In memory only: gone when the application stops.';
  const ttl = collection.ttlMillis ? ` Rows expire ${ttlOf(collection)}.` : '';
  return `Kept as ${collection.strategy}. ${log}${ttl} Indexes: ${indexesOf(collection)}.`;
}
