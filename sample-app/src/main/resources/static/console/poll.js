import { getJson, ServerGone } from './api.js';

const EVERY_MILLIS = 500;

/** Every so many turns, health is asked, too. */
const HEALTH_TURNS = 4;

const HEALTH_DOWN = 503;

/**
 * Asks the endpoint how the store stands, twice a second, for as long as the page is open.
 * @param listener told of stats, health, and a server that does not answer or answers with a problem
 */
export function poll(listener) {
  let turn = 0;
  async function ask() {
    try {
      const stats = await getJson('actuator/filestore');
      if (turn++ % HEALTH_TURNS === 0) {
        listener.health(await getJson('actuator/health/filestore', [HEALTH_DOWN]));
      }
      listener.stats(stats);
    } catch (error) {
      turn = 0;
      if (error instanceof ServerGone) {
        listener.gone();
      } else {
        listener.problem(error);
      }
    }
    setTimeout(ask, EVERY_MILLIS);
  }
  ask();
}
