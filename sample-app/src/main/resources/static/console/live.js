import { Charts } from './charts.js';
import { byId, setText } from './dom.js';
import { bytes, count, seconds } from './format.js';

/** The figures that move, and their charts. */
export class Live {
  #charts = new Charts();
  #last = null;

  show(stats) {
    const collections = Object.values(stats.collections);
    const remote = Object.values(stats.remote);
    const writes = collections.reduce((sum, one) => sum + one.puts + one.deletes, 0) + remote.reduce((sum, one) => sum + one.calls.change.count, 0);
    const now = { at: performance.now(), writes };
    const rate = this.#rate(now);
    this.#last = now;
    setText(byId('directory'), stats.directory);
    byId('directory').title = stats.directory;
    setText(byId('wal-size'), bytes(stats.wal.sizeBytes));
    setText(byId('flush-lag'), seconds(stats.flush.lagMillis));
    setText(byId('write-rate'), rate === null ? '–' : count(Math.round(rate)));
    setText(byId('pending-rows'), count(stats.flush.pendingRows));
    setText(byId('rows-total'), count(collections.reduce((sum, one) => sum + one.rows, 0)));
    this.#charts.add(stats.wal.sizeBytes, stats.flush.lagMillis, rate);
  }

  gone() {
    this.#last = null;
    for (const id of ['wal-size', 'flush-lag', 'write-rate', 'pending-rows', 'rows-total']) {
      setText(byId(id), '–');
    }
    this.#charts.add(null, null, null);
  }

  /** Counts begin anew when the application is started again. */
  #rate(now) {
    const last = this.#last;
    return last && now.writes >= last.writes ? (now.writes - last.writes) * 1000 / (now.at - last.at) : null;
  }
}
