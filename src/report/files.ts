// What was read, and how much of what was found in it.
import {FileEntry, Report} from './data';
import {h, long_word, section} from './dom';
import {Column, Grid} from './grid';
import {RETRY_ORDER} from './retry';
import {number, size} from './words';

function columns(report: Report): Column<FileEntry>[] {
  const used =
      RETRY_ORDER.filter((retry) => (report.totals.by_retry[retry] ?? 0) > 0);
  return [
    {title: 'File', class: 'path', cell: (file) => [long_word(file.path)],
     key: (file) => file.path},
    {title: 'Findings', class: 'number',
     cell: (file) => [number(file.findings)], key: (file) => file.findings,
     descending: true},
    ...used.map((retry): Column<FileEntry> => ({
      title: retry,
      class: 'number wide',
      cell: (file) => [number(file.by_retry[retry] ?? 0)],
      key: (file) => file.by_retry[retry] ?? 0,
      descending: true,
    })),
    {title: 'Lines', class: 'number wide', cell: (file) => [number(file.lines)],
     key: (file) => file.lines, descending: true},
    {title: 'Size', class: 'number', cell: (file) => [size(file.bytes)],
     key: (file) => file.bytes, descending: true},
  ];
}

export function files(report: Report): HTMLElement | null {
  if (report.files.length === 0) return null;
  const grid = new Grid<FileEntry>({
    id: 'files-table',
    caption: 'Files',
    noun: 'file',
    columns: columns(report),
    sorted_by: 1,
  });
  grid.show(report.files);
  const left_out = report.left_out.files;
  return section('files', 'Files', grid.element,
                 left_out === 0
                     ? null
                     : h('p', {class: 'quiet'},
                         `${number(left_out)} files with fewer findings are ` +
                             'not in this table.'));
}
