/** Parses JSON so that numbers keep their text where the browser can tell it. */
export function parseExact(text) {
  return JSON.parse(text, (key, value, context) =>
    (typeof value === 'number' && context?.source && JSON.rawJSON && String(value) !== context.source
      ? JSON.rawJSON(context.source) : value));
}

/** Indents JSON without reading it, so that every number and the order of the keys stay as they are. */
export function indent(json) {
  const out = [];
  let depth = 0;
  const newLine = () => out.push('\n', '  '.repeat(depth));
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+|[{}[\],:]/g)) {
    const last = out.at(-1);
    if (token === '}' || token === ']') {
      depth--;
      if (last !== '{' && last !== '[') {
        newLine();
      }
    } else if (last === '{' || last === '[' || last === ',') {
      newLine();
    }
    out.push(token === ':' ? ': ' : token);
    if (token === '{' || token === '[') {
      depth++;
    }
  }
  return out.join('');
}
