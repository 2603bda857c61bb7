// A table of any number of rows: sorted by its column heads, in pages, with
// rows that can be opened. Only the page that is shown is in the document.
// Roles are written out because a style may take a table's own away.
import {append, button, Child, h, unseen} from './dom';
import {counted, number} from './words';

export interface Column<Row> {
  title: string;
  class?: string;
  cell: (row: Row) => Child[];
  // What it is sorted by; `descending` is how it starts.
  key: (row: Row) => number | string;
  descending?: boolean;
}

export interface GridOptions<Row> {
  id: string;
  caption: string;
  noun: string;
  columns: Column<Row>[];
  sorted_by: number;
  detail?: (row: Row) => Node;  // of a row that is opened by its first cell
}

const PAGE = 50;
const PRINTED = 1000;  // rows on paper

export class Grid<Row> {
  readonly element: HTMLElement;
  private rows: Row[] = [];
  private readonly open = new Set<Row>();
  private page = 0;
  private page_size = PAGE;
  private sort_column: number;
  private descending: boolean;
  private readonly body = h('tbody', {role: 'rowgroup'});
  private readonly table: HTMLTableElement;
  private readonly heads: HTMLElement[];
  private readonly status = h('p', {class: 'quiet', 'aria-live': 'polite'});
  private readonly pages: HTMLElement;
  private readonly back: HTMLButtonElement[];
  private readonly forth: HTMLButtonElement[];

  constructor(private readonly options: GridOptions<Row>) {
    this.sort_column = options.sorted_by;
    this.descending = options.columns[this.sort_column].descending ?? false;
    this.heads = options.columns.map((column, i) => this.head(column, i));
    this.table = h('table', {id: options.id, role: 'table'},
                   h('caption', {class: 'visually-hidden'}, options.caption),
                   h('thead', {role: 'rowgroup'},
                     h('tr', {role: 'row', 'aria-rowindex': 1},
                                    ...this.heads)),
                   this.body);
    const turn = (label: string, to: () => number) =>
        button({class: 'turn'}, () => this.turn(to()), label);
    this.back = [turn('First', () => 0),
                 turn('Previous', () => this.page - 1)];
    this.forth = [turn('Next', () => this.page + 1),
                  turn('Last', () => this.page_count() - 1)];
    this.pages = h('nav', {class: 'pages',
                           'aria-label': `Pages of ${options.caption}`},
                   ...this.back, ...this.forth);
    this.element = h('div', {class: 'grid'},
                     h('div', {class: 'scroll', tabindex: 0, role: 'region',
                               'aria-label': options.caption}, this.table),
                     h('div', {class: 'grid-foot'}, this.status, this.pages));
    window.addEventListener('beforeprint', () => this.resize_pages(PRINTED));
    window.addEventListener('afterprint', () => this.resize_pages(PAGE));
  }

  // Shows these rows, sorted as before, from the first page.
  show(rows: Row[]): void {
    this.rows = rows.slice();
    this.page = 0;
    this.sort();
    this.render();
  }

  // Opens a row of those shown, and goes there.
  reveal(row: Row): void {
    const at = this.rows.indexOf(row);
    if (at < 0) return;
    this.page = Math.floor(at / this.page_size);
    this.open.add(row);
    this.render();
    const opener = this.body.querySelector<HTMLElement>(
        `[data-row="${at}"] button`);
    opener?.focus({preventScroll: true});
    opener?.scrollIntoView({block: 'center'});
  }

  private head(column: Column<Row>, index: number): HTMLElement {
    return h('th', {scope: 'col', role: 'columnheader',
                    class: column.class ?? ''},
             button({class: 'sort'}, () => this.sort_by(index), column.title,
                    h('span', {class: 'arrow', 'aria-hidden': 'true'})));
  }

  private sort_by(index: number): void {
    if (index === this.sort_column) {
      this.descending = !this.descending;
    } else {
      this.sort_column = index;
      this.descending = this.options.columns[index].descending ?? false;
    }
    this.page = 0;
    this.sort();
    this.render();
  }

  // Keys are taken once per row, not once per comparison. Sorting is stable,
  // and rows come most frequent first.
  private sort(): void {
    const key = this.options.columns[this.sort_column].key;
    const sign = this.descending ? -1 : 1;
    this.rows = this.rows.map((row) => ({row, key: key(row)}))
                    .sort((a, b) => a.key < b.key   ? -sign
                                    : a.key > b.key ? sign
                                                    : 0)
                    .map((pair) => pair.row);
  }

  private page_count(): number {
    return Math.max(1, Math.ceil(this.rows.length / this.page_size));
  }

  private turn(page: number): void {
    const focused = document.activeElement;
    this.page = Math.min(Math.max(page, 0), this.page_count() - 1);
    this.render();
    this.element.scrollIntoView({block: 'start'});
    // A button that has just been disabled would lose the focus to nowhere.
    if (focused instanceof HTMLButtonElement && focused.disabled) {
      (this.page === 0 ? this.forth[0] : this.back[1]).focus(
          {preventScroll: true});
    }
  }

  private resize_pages(rows: number): void {
    const first = this.page * this.page_size;
    this.page_size = rows;
    this.page = rows === PRINTED ? 0 : Math.floor(first / rows);
    this.render();
  }

  private render(): void {
    const first = this.page * this.page_size;
    const shown = this.rows.slice(first, first + this.page_size);
    this.body.replaceChildren();
    shown.forEach((row, i) => this.body.append(...this.row(row, first + i)));
    this.table.setAttribute('aria-rowcount', String(this.rows.length + 1));
    this.heads.forEach((head, i) => {
      head.setAttribute('aria-sort', i !== this.sort_column ? 'none'
                                     : this.descending      ? 'descending'
                                                            : 'ascending');
    });
    this.write_foot(first, shown.length);
  }

  private write_foot(first: number, count: number): void {
    const all = this.rows.length;
    this.status.replaceChildren();
    append(this.status,
           all === 0       ? `No ${this.options.noun} fits.`
           : count === all ? `${counted(all, this.options.noun)}.`
                           : `${number(first + 1)} to ${
                                 number(first + count)} of ${
                                 counted(all, this.options.noun)}.`);
    for (const one of this.back) one.disabled = this.page === 0;
    for (const one of this.forth) {
      one.disabled = this.page === this.page_count() - 1;
    }
    this.pages.hidden = this.page_count() === 1;
  }

  private row(row: Row, index: number): HTMLElement[] {
    const {columns, detail} = this.options;
    const attributes = {role: 'row', 'aria-rowindex': index + 2,
                        'data-row': index};
    const [first, ...rest] = columns;
    const line = h('tr', attributes,
                   h('th', {scope: 'row', role: 'rowheader',
                           class: first.class ?? ''},
                     ...(detail === undefined
                             ? first.cell(row)
                             : [this.opener(row, first.cell(row))])),
                   ...rest.map((column) => h('td', {role: 'cell',
                                                    class: column.class ?? ''},
                                             ...column.cell(row))));
    if (detail === undefined) return [line];
    line.classList.add('can-open');
    line.addEventListener('click', (event) => this.clicked(event, row, line));
    return this.open.has(row) ? [line, this.opened(row)] : [line];
  }

  private opener(row: Row, children: Child[]): HTMLElement {
    const is_open = this.open.has(row);
    const element = h('button', {type: 'button', class: 'opener',
                                 'aria-expanded': String(is_open)},
                      ...children, unseen(' details'));
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      this.toggle(row, element.closest('tr')!);
    });
    return element;
  }

  // A click anywhere opens a row, but for one that ends marking some text.
  private clicked(event: MouseEvent, row: Row, line: HTMLElement): void {
    if (event.button !== 0 || !getSelection()?.isCollapsed) return;
    this.toggle(row, line);
  }

  private toggle(row: Row, line: HTMLElement): void {
    const opens = !this.open.delete(row);
    line.querySelector('.opener')!.setAttribute('aria-expanded',
                                                String(opens));
    if (opens) {
      this.open.add(row);
      line.after(this.opened(row));
    } else {
      line.nextElementSibling!.remove();
    }
  }

  private opened(row: Row): HTMLElement {
    return h('tr', {class: 'opened', role: 'row'},
             h('td', {role: 'cell', colspan: this.options.columns.length},
               this.options.detail!(row)));
  }
}
