// All about one code: what is known of it, and places in the logs.
import {CodeEntry, CodeRow, Example} from './data';
import {Child, h, unseen} from './dom';
import {BASIS_MEANS, RETRY_MEANS} from './retry';
import {clock, counted, number, place} from './words';

function fact(name: string, ...value: Child[]): Node[] {
  return [h('dt', {}, name), h('dd', {}, ...value)];
}

function seen(one: {file: string; line: number; time: string | null}): string {
  return place(one) + (one.time === null ? '' : `, ${clock(one.time)}`);
}

function facility_of(entry: CodeEntry): string {
  const {number: value, name} = entry.facility!;
  return name === null ? String(value) : `${value} ${name}`;
}

function bursts_of(entry: CodeEntry): Node {
  return h('ul', {},
           ...entry.bursts!.map(
               (burst) => h('li', {},
                            `${counted(burst.count, 'finding')} from ${
                                clock(burst.start)} to ${clock(burst.end)}, ${
                                burst.per_second} per second`)));
}

function facts(entry: CodeEntry): HTMLElement {
  const list = h('dl', {class: 'facts'});
  if (entry.advice !== null) list.append(...fact('Advice', entry.advice));
  list.append(
      ...fact('Retry', `${entry.retry}. ${RETRY_MEANS[entry.retry]} `,
              h('span', {class: 'quiet'},
                `Known from ${BASIS_MEANS[entry.basis] ?? entry.basis}.`)));
  if (entry.cause !== null) list.append(...fact('Cause', entry.cause));
  list.append(...fact('Kind', `${entry.kind}, ${entry.severity}`));
  if (entry.facility !== null) {
    list.append(...fact('Facility', facility_of(entry)));
  }
  if (entry.aliases.length > 0) {
    list.append(...fact('Also called', entry.aliases.join(', ')));
  }
  list.append(...fact('Found', `${counted(entry.count, 'time')}, in ${
                          counted(entry.incidents, 'incident')} and ${
                          counted(entry.files, 'file')}`),
              ...fact('First', seen(entry.first)),
              ...fact('Last', seen(entry.last)));
  if (entry.bursts !== undefined && entry.bursts.length > 0) {
    list.append(...fact('Bursts', bursts_of(entry)));
  }
  return list;
}

function log_line(at: number, children: Child[], hit: boolean): HTMLElement {
  return h('span', {class: hit ? 'log-line hit' : 'log-line'},
           h('span', {class: 'line-number'}, number(at)),
           h('span', {class: 'line-text'},
             hit ? unseen('finding: ') : null, ...children));
}

// The line, with the code marked.
function marked(example: Example): Child[] {
  const at = example.text.indexOf(example.token);
  if (at < 0) return [example.text];
  const end = at + example.token.length;
  return [example.text.slice(0, at), h('mark', {}, example.token),
          example.text.slice(end)];
}

function figure(example: Example): HTMLElement {
  const first = example.line - example.before.length;
  return h('figure', {class: 'example'},
           h('figcaption', {}, seen(example)),
           h('pre', {},
             ...example.before.map(
                 (text, i) => log_line(first + i, [text], false)),
             log_line(example.line, marked(example), true),
             ...example.after.map((text, i) => log_line(
                                      example.line + 1 + i, [text], false))));
}

export function code_detail(row: CodeRow, examples: Example[]): Node {
  const body = h('div', {class: 'detail'});
  if (row.entry === null) {
    body.append(h('p', {},
                  'The page has no room for more about this code. For what ' +
                      'is known about it, run ',
                  h('code', {}, `hrscan explain ${row.code}`), '.'));
  } else {
    body.append(facts(row.entry));
  }
  if (examples.length > 0) {
    body.append(h('h3', {}, examples.length === 1 ? 'In the log'
                                                  : 'In the logs'),
                ...examples.map(figure));
  }
  return body;
}
