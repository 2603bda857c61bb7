// Numbers, sizes and times in words.

const NUMBER = new Intl.NumberFormat('en-US');

export function number(n: number): string {
  return NUMBER.format(n);
}

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%';
  const share = 100 * part / whole;
  return share < 1 ? 'under 1%' : `${Math.round(share)}%`;
}

export function size(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit + 1 < units.length) {
    value /= 1024;
    ++unit;
  }
  if (unit === 0) return counted(bytes, 'byte');
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

export function duration(seconds: number): string {
  const units: [number, string][] =
      [[86400, 'day'], [3600, 'hour'], [60, 'minute']];
  for (const [length, name] of units) {
    if (seconds >= length && seconds % length === 0) {
      return counted(seconds / length, name);
    }
  }
  return counted(seconds, 'second');
}

// An ISO time as the log has it, without the T.
export function clock(iso: string): string {
  return iso.replace('T', ' ');
}

export function place(seen: {file: string; line: number}): string {
  return `${seen.file}, line ${number(seen.line)}`;
}
