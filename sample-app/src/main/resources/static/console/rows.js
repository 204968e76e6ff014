import { collectionPath, Problem, post, postText, request } from './api.js';
import { byId, element, hideProblem, showProblem } from './dom.js';
import { about } from './collections.js';
import { some } from './format.js';
import { parseExact } from './json.js';
import { openRow } from './row.js';
import { visible, visibleText } from './visible.js';

const PAGE = 25;

const PREVIEW = 300;

/** The rows of a collection, page by page, or those that an index or a query finds. */
export class Rows {
  #collection = null;
  #after = null;
  #next = null;
  #query = null;
  #asked = 0;

  constructor() {
    byId('search').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#query = { field: byId('search-field').value, value: byId('search-value').value };
      this.#turnTo(null);
    });
    byId('query').addEventListener('submit', (event) => {
      event.preventDefault();
      const query = byId('query-json').value.trim();
      this.#query = query === '' ? null : { query };
      this.#turnTo(null);
    });
    byId('search-clear').addEventListener('click', () => this.#all());
    byId('page-first').addEventListener('click', () => this.#turnTo(null));
    byId('page-next').addEventListener('click', () => this.#turnTo(this.#next));
    byId('page-refresh').addEventListener('click', () => this.refresh());
  }

  get name() {
    return this.#collection?.name;
  }

  open(collection) {
    this.#collection = collection;
    const fields = collection.indexes.filter((index) => index.fields.length === 1).map((index) => index.fields[0]);
    byId('rows-section').hidden = false;
    byId('rows-heading').textContent = collection.name;
    byId('rows-about').textContent = about(collection);
    byId('compact').hidden = collection.calls !== undefined;
    byId('search-field').replaceChildren(...fields.map((field) => element('option', {}, field)));
    byId('search').hidden = fields.length === 0;
    byId('search-none').hidden = fields.length > 0;
    return this.#all();
  }

  #all() {
    this.#query = null;
    byId('search-value').value = '';
    byId('query-json').value = '';
    return this.#turnTo(null);
  }

  #turnTo(after) {
    this.#after = after;
    return this.refresh();
  }

  async refresh() {
    if (!this.#collection) {
      return;
    }
    const asked = ++this.#asked;
    try {
      const page = parseExact(await this.#page());
      const plan = await this.#plan();
      if (asked === this.#asked) {
        hideProblem();
        byId('query-plan').textContent = plan;
        byId('query-plan').hidden = plan === '';
        this.#show(page);
      }
    } catch (error) {
      if (asked === this.#asked) {
        if (error instanceof Problem) {
          this.#showNothing();
        }
        showProblem(error);
      }
    }
  }

  async #page() {
    const path = collectionPath(this.name);
    if (this.#query?.query !== undefined) {
      return postText(`${path}/query?limit=${PAGE}`, goingOn(this.#query.query, this.#after));
    }
    const parameters = new URLSearchParams({ limit: PAGE, ...this.#query });
    if (this.#after !== null) {
      parameters.set('after', this.#after);
    }
    return (await request(`${path}/rows?${parameters}`)).text;
  }

  async #plan() {
    if (!this.#query?.query) {
      return '';
    }
    const plan = await post(`${collectionPath(this.name)}/explain`, this.#query.query);
    return `${plan.steps.join('\n')}\nLooks at ${some(plan.rows, 'row', 'rows')} at most.`;
  }

  /** Rows that nobody has asked for would be taken for an answer. */
  #showNothing() {
    this.#next = null;
    byId('rows').tBodies[0].replaceChildren();
    byId('rows').hidden = true;
    byId('rows-found').textContent = '';
    byId('query-plan').hidden = true;
    byId('page-first').disabled = this.#after === null;
    byId('page-next').disabled = true;
  }

  #show(page) {
    const focused = document.activeElement;
    this.#next = page.next;
    byId('rows').tBodies[0].replaceChildren(...page.rows.map((item) => this.#row(item)));
    byId('rows').hidden = page.rows.length === 0;
    byId('rows-found').textContent = this.#found(page);
    byId('page-first').disabled = this.#after === null;
    byId('page-next').disabled = page.next === null;
    if (focused?.disabled) {
      byId('rows-heading').focus();
    }
  }

  #found(page) {
    if (page.rows.length === 0) {
      return this.#nothing();
    }
    if (this.#query?.query !== undefined) {
      return `${some(page.rows.length, 'row', 'rows')} of the query${page.next === null ? '' : ', and there are more'}.`;
    }
    const from = this.#after === null ? '' : ` after ${visibleText(this.#after)}`;
    const what = this.#query ? ` with ${this.#query.field} = ${this.#query.value}` : '';
    return `${some(page.rows.length, 'row', 'rows')}${what}${from}${page.next === null ? '' : ', and there are more'}.`;
  }

  #nothing() {
    if (this.#query) {
      return this.#query.query === undefined ? 'No row has this value.' : 'No row is found by the query.';
    }
    return 'There are no rows here. Import a file to have some.';
  }

  #row(item) {
    const button = element('button', { type: 'button', className: 'link' }, ...visible(item.id));
    button.addEventListener('click', () => openRow(this.name, item.id));
    return element('tr', {}, element('td', { className: 'id' }, button), element('td', { className: 'preview' }, preview(item.row)),
      element('td', { className: 'number wide' }, String(item.version)));
  }
}

/** A query with the position in it, which may be too long for an address; numbers stay as they are written. */
function goingOn(query, after) {
  return after === null ? query : query.replace(/^\{\s*(\}?)/, (start, end) => `{"after":${JSON.stringify(after)}${end || ','}`);
}

function preview(row) {
  return Object.entries(row).map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ').slice(0, PREVIEW);
}
