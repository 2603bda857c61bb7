// The failures met most often, each with what it means and what to do.
import {CodeRow} from './data';
import {button, h, long_word, section} from './dom';
import {retry_badge} from './retry';
import {counted} from './words';

const MOST = 6;

function card(row: CodeRow, reveal: (row: CodeRow) => void): HTMLElement {
  const entry = row.entry!;
  return h('li', {class: `card retry-${row.retry}`},
           h('h3', {}, long_word(row.symbol || row.code)),
           h('p', {class: 'card-facts'}, retry_badge(row.retry), ' ',
             `${counted(row.count, 'finding')}, ` +
                 `${counted(entry.incidents, 'incident')}, ` +
                 `${counted(row.files, 'file')}`),
           h('p', {}, entry.description),
           entry.advice === null
               ? null
               : h('p', {class: 'advice'}, entry.advice),
           button({class: 'link'}, () => reveal(row),
                  `Show ${row.code} in the table`));
}

export function top_codes(rows: CodeRow[],
                          reveal: (row: CodeRow) => void): HTMLElement | null {
  const failures =
      rows.filter((row) => row.retry !== 'success' && row.entry !== null)
          .slice(0, MOST);
  if (failures.length === 0) return null;
  return section('top', 'Most frequent failures',
                 h('ol', {class: 'cards'},
                   ...failures.map((row) => card(row, reveal))));
}
