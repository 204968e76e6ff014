/** The server does not answer at all. */
export class ServerGone extends Error {}

/** The server has answered that it will not, or cannot: RFC 9457 problem details in words. */
export class Problem extends Error {
  constructor(status, body) {
    super(words(status, body));
    this.status = status;
    this.body = body;
  }
}

function words(status, body) {
  const detail = body.detail ?? body.message ?? '';
  const title = body.title ?? body.error ?? `The server has answered ${status}`;
  return detail ? `${title}: ${detail}` : `${title}.`;
}

export function parseObject(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The body as text, and the headers. */
export async function request(path, options = {}, alsoGood = []) {
  let response;
  let text;
  try {
    response = await fetch(path, { cache: 'no-store', ...options });
    text = await response.text();
  } catch {
    throw new ServerGone('The server does not answer.');
  }
  if (!response.ok && !alsoGood.includes(response.status)) {
    throw new Problem(response.status, parseObject(text));
  }
  return { text, headers: response.headers };
}

export async function getJson(path, alsoGood) {
  return JSON.parse((await request(path, { signal: AbortSignal.timeout(5000) }, alsoGood)).text);
}

export async function postText(path, json) {
  const body = json === undefined ? {} : { body: json, headers: { 'Content-Type': 'application/json' } };
  return (await request(path, { method: 'POST', ...body })).text;
}

export async function post(path, json) {
  return JSON.parse(await postText(path, json));
}

export const collectionPath = (name) => `api/collections/${encodeURIComponent(name)}`;
