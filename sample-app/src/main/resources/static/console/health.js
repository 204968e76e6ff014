import { byId, element, fact, setText } from './dom.js';
import { bytes, count, seconds } from './format.js';

const WORDS = {
  UP: ['Up', 'The store takes writes, and flushes them to the files.'],
  OUT_OF_SERVICE: ['Out of service', 'It serves again by itself when what is missing is back:'],
  DEGRADED: ['Degraded', 'Everything works, and somebody should look:'],
  DOWN: ['Down', 'Somebody has to act:'],
};

export function showHealth(health) {
  const [status, words] = WORDS[health.status] ?? [health.status, ''];
  const details = health.details ?? {};
  const pill = byId('health-status');
  pill.dataset.status = health.status;
  setText(pill, status);
  setText(byId('health-words'), words);
  const reasons = details.reasons ?? (details.error ? [details.error] : []);
  if (reasons.join() !== byId('health-reasons').dataset.shown) {
    byId('health-reasons').dataset.shown = reasons.join();
    byId('health-reasons').replaceChildren(...reasons.map((reason) => element('li', {}, reason)));
  }
  byId('health-details').replaceChildren(...facts(details));
}

export function healthUnknown() {
  const pill = byId('health-status');
  pill.dataset.status = 'GONE';
  setText(pill, 'Unknown');
  setText(byId('health-words'), 'The server does not answer.');
  byId('health-reasons').replaceChildren();
  delete byId('health-reasons').dataset.shown;
}

function facts(details) {
  if (details.path === undefined) {
    return [];
  }
  const facts = [
    fact('Directory', details.path),
    fact('Takes writes', details.readOnly ? 'no, it was opened read-only' : 'yes'),
    fact('Write-ahead log', `${bytes(details.walSizeBytes)}; down above ${bytes(details.walSizeThresholdBytes)}`),
    fact('Flush lag', `${seconds(details.flushLagMillis)}; down above ${seconds(details.flushLagThresholdMillis)}`),
    fact('Last change in the log', count(details.lastLsn)),
    fact('Forced to disk up to', count(details.durableLsn)),
    fact('In the files up to', count(details.flushedLsn)),
    fact('Failed flushes in a row', count(details.failedFlushes)),
    fact('Set aside in _quarantine', count(details.quarantined)),
    fact('Last flush', details.lastFlush ? new Date(details.lastFlush).toLocaleString() : 'none yet'),
  ];
  return details.lastFlushFailure ? [...facts, fact('Why the last flush failed', details.lastFlushFailure)] : facts;
}
