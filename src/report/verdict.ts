// The answer in one sentence, what it rests on, and where to start.
import {CodeRow, Report} from './data';
import {h} from './dom';
import {retry_badge} from './retry';
import {counted, number, size} from './words';

function headline(report: Report): string {
  const codes = report.codes_by_retry;
  const permanent = codes.unlikely ?? 0;
  const action = codes['after-action'] ?? 0;
  const waits = (codes.likely ?? 0) + (codes.possible ?? 0);
  const unknown = codes.unknown ?? 0;
  if (report.totals.findings === 0) return 'No status codes were found.';
  if (permanent + action + waits + unknown === 0) {
    return 'All codes report success.';
  }
  if (permanent + action + waits === 0) {
    return 'Nothing is known about these failures.';
  }
  if (permanent + action === 0) {
    return unknown === 0 ? 'Trying again may be enough.'
                         : 'Trying again may be enough, as far as is known.';
  }
  if (waits > 0) return 'Some of this needs more than another try.';
  if (permanent === 0) {
    return 'Something has to be done before another try.';
  }
  return 'Trying again will not mend this.';
}

// The most frequent code that a retry will not mend, or that failed at all.
function where_to_start(rows: CodeRow[]): CodeRow | undefined {
  const explained = rows.filter((row) => row.entry?.advice);
  return explained.find((row) => row.retry === 'unlikely' ||
                                 row.retry === 'after-action') ??
         explained.find((row) => row.retry !== 'success');
}

export function verdict(report: Report, rows: CodeRow[]): HTMLElement {
  const totals = report.totals;
  const start = where_to_start(rows);
  return h('header', {class: 'verdict'},
           h('p', {class: 'brand'}, 'Windows status codes'),
           h('h1', {}, headline(report)),
           h('p', {class: 'lead'}, report.verdict),
           start === undefined
               ? null
               : h('p', {class: 'start'},
                   h('strong', {}, 'Start here: '),
                   h('code', {}, start.symbol || start.code), ' ',
                   retry_badge(start.retry),
                   ` ${start.count === 1 ? 'found once'
                                         : `found ${number(start.count)} ` +
                                               'times'}. `,
                   start.entry!.advice),
           h('p', {class: 'read'},
             `Read: ${counted(totals.files, 'file')}, ` +
                 `${counted(totals.lines, 'line')}, ${size(totals.bytes)}.`));
}
