const UNITS = ['bytes', 'kB', 'MB', 'GB'];
const COUNT = new Intl.NumberFormat('en');

export const count = (number) => COUNT.format(number);

export const some = (number, one, many) => `${count(number)} ${number === 1 ? one : many}`;

export function bytes(size) {
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? some(size, 'byte', 'bytes') : `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${UNITS[unit]}`;
}

export const seconds = (millis) => `${(millis / 1000).toFixed(millis < 10_000 ? 1 : 0)} s`;

export function duration(millis) {
  for (const [size, one, many] of [[86_400_000, 'day', 'days'], [3_600_000, 'hour', 'hours'], [60_000, 'minute', 'minutes']]) {
    if (millis >= size && millis % size === 0) {
      return some(millis / size, one, many);
    }
  }
  return some(millis / 1000, 'second', 'seconds');
}

/** A path as seen from the store's directory. */
export function within(directory, path) {
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
}
