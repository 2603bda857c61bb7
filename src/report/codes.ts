// The table of all codes, with a search and a filter by retry likelihood.
import {code_key, CodeRow, Report, Retry} from './data';
import {code_detail} from './detail';
import {button, Child, h, long_word, section} from './dom';
import {Column, Grid} from './grid';
import {retry_badge, RETRY_ORDER} from './retry';
import {clock, number, place} from './words';

// Larger than any letter: what has no key stands at the end.
const LAST = '\uFFFF';

function name_cell(row: CodeRow): Child[] {
  return [
    h('span', {class: 'symbol'}, long_word(row.symbol || '(no name)')),
    row.entry === null ? null
                       : h('span', {class: 'about'}, row.entry.description),
    retry_badge(row.retry),  // shown where there is no room for its column
  ];
}

function first_cell(row: CodeRow): Child[] {
  if (row.entry === null) return [];
  const first = row.entry.first;
  return [first.time === null ? long_word(place(first)) : clock(first.time)];
}

function first_key(row: CodeRow): string {
  const first = row.entry?.first;
  if (first === undefined) return LAST;
  return first.time ??
         `~${first.file}:${String(first.line).padStart(16, '0')}`;
}

const COLUMNS: Column<CodeRow>[] = [
  {title: 'Code', class: 'code', cell: (row) => [row.code],
   key: (row) => row.code},
  {title: 'Meaning', class: 'meaning', cell: name_cell,
   key: (row) => row.symbol || LAST},
  {title: 'Retry', class: 'roomy', cell: (row) => [retry_badge(row.retry)],
   key: (row) => RETRY_ORDER.indexOf(row.retry)},
  {title: 'Count', class: 'number', cell: (row) => [number(row.count)],
   key: (row) => row.count, descending: true},
  {title: 'Incidents', class: 'number wide',
   cell: (row) => [row.entry === null ? null : number(row.entry.incidents)],
   key: (row) => row.entry?.incidents ?? 0, descending: true},
  {title: 'Files', class: 'number wide', cell: (row) => [number(row.files)],
   key: (row) => row.files, descending: true},
  {title: 'First seen', class: 'seen wide', cell: first_cell, key: first_key},
];
const BY_COUNT = 3;

// What a word of the search may stand as: a number in decimal also as the code
// that it is.
function readings(word: string): string[] {
  if (!/^-?\d{1,10}$/.test(word)) return [word];
  const digits = (Number(word) >>> 0).toString(16);
  return [word, `0x${digits.padStart(8, '0')}`];
}

export class Codes {
  readonly element: HTMLElement;
  private readonly grid: Grid<CodeRow>;
  private readonly search = h('input', {
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Code, name or words',
  });
  private readonly wanted = new Set<Retry>();
  private readonly toggles = new Map<Retry, HTMLButtonElement>();
  private texts: string[] | null = null;  // of each row, made when searched
  private timer = 0;

  constructor(private readonly report: Report,
              private readonly rows: CodeRow[]) {
    this.grid = new Grid<CodeRow>({
      id: 'codes-table',
      caption: 'All codes',
      noun: 'code',
      columns: COLUMNS,
      sorted_by: BY_COUNT,
      detail: (row) => code_detail(row, report.examples[code_key(row)] ?? []),
    });
    this.search.addEventListener('input', () => this.search_soon());
    this.element = section('codes', 'All codes', this.tools(),
                           this.grid.element, this.notes());
    this.filter();
  }

  show_retry(retry: Retry): void {
    this.clear();
    this.wanted.add(retry);
    this.filter();
    this.element.scrollIntoView({block: 'start'});
    this.toggles.get(retry)!.focus({preventScroll: true});
  }

  reveal(row: CodeRow): void {
    this.clear();
    this.filter();
    this.grid.reveal(row);
  }

  private tools(): HTMLElement {
    const counts = this.report.codes_by_retry;
    for (const retry of RETRY_ORDER) {
      if ((counts[retry] ?? 0) === 0) continue;
      this.toggles.set(retry, button({class: `toggle swatch retry-${retry}`},
                                     () => this.toggle(retry), retry, ' ',
                                     h('span', {class: 'quiet'},
                                       number(counts[retry]!))));
    }
    return h('div', {class: 'tools', role: 'search'},
             h('label', {class: 'search'}, 'Search ', this.search),
             h('div', {class: 'toggles', role: 'group',
                       'aria-label': 'Only these retry likelihoods'},
               ...this.toggles.values()));
  }

  // What the page does not show, and why.
  private notes(): HTMLElement | null {
    const more = this.report.more_codes?.count.length ?? 0;
    const left_out = this.report.left_out.codes;
    if (more === 0 && left_out === 0) return null;
    const notes = h('ul', {class: 'notes'});
    if (more > 0) {
      notes.append(h('li', {},
                     'To keep the page small, description, advice and ' +
                         `places are there for the ${
                             number(this.report.codes.length)} most ` +
                         'frequent codes only.'));
    }
    if (left_out > 0) {
      notes.append(h('li', {}, `${number(left_out)} less frequent codes ` +
                                   'are not in this table. They are in the ' +
                                   'totals, and all of them in the output ' +
                                   'of ', h('code', {}, '--format json'),
                     '.'));
    }
    return notes;
  }

  private clear(): void {
    this.search.value = '';
    this.wanted.clear();
  }

  private toggle(retry: Retry): void {
    if (!this.wanted.delete(retry)) this.wanted.add(retry);
    this.filter();
  }

  private search_soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.filter(), 80);
  }

  private filter(): void {
    for (const [retry, toggle] of this.toggles) {
      toggle.setAttribute('aria-pressed', String(this.wanted.has(retry)));
    }
    const words = this.search.value.toLowerCase().split(/\s+/)
                      .filter((word) => word !== '').map(readings);
    const texts = words.length > 0 ? this.search_texts() : [];
    this.grid.show(this.rows.filter(
        (row, i) => (this.wanted.size === 0 || this.wanted.has(row.retry)) &&
                    words.every((word) => word.some(
                        (reading) => texts[i].includes(reading)))));
  }

  private search_texts(): string[] {
    this.texts ??= this.rows.map((row) => {
      const entry = row.entry;
      const words = entry === null ? [] : [
        entry.description, entry.cause ?? '', entry.facility?.name ?? '',
        ...entry.aliases,
      ];
      return [row.code, row.symbol, row.kind, ...words].join(' ')
          .toLowerCase();
    });
    return this.texts;
  }
}
