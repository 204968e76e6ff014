import { element } from './dom.js';

/** White space but single blanks between other characters, controls, and what changes the direction of text or has no width. */
const UNSEEN = /^ +| +$| {2,}|[^\P{White_Space} ]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}]/u;

const code = (text) => [...text].map((one) => `U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');

const parts = (text) => text.split(new RegExp(`(${UNSEEN.source})`, 'u'));

/** A text as nodes, in which what cannot be seen is shown by its number. */
export const visible = (text) => parts(text).map((part, i) => (i % 2 ? element('span', { className: 'unseen' }, code(part)) : part))
  .filter((part) => part !== '');

/** The same as text. */
export const visibleText = (text) => parts(text).map((part, i) => (i % 2 ? `[${code(part)}]` : part)).join('');
