// The one door through which text comes into the page: always as text nodes,
// never as markup, with characters that would act instead of being seen shown
// as escapes.

// Controls but tab; what has no width; what turns the direction of writing;
// line separators.
const UNSEEN = new RegExp(
    '[\\u0000-\\u0008\\u000A-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u115F' +
    '\\u1160\\u180E\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164' +
    '\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF9-\\uFFFB]', 'g');

function escape_of(character: string): string {
  const number = character.charCodeAt(0);
  const digits = number.toString(16).toUpperCase();
  return number < 0x100 ? `\\x${digits.padStart(2, '0')}`
                        : `\\u${digits.padStart(4, '0')}`;
}

function text_nodes(text: string): Node[] {
  const nodes: Node[] = [];
  let done = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index! > done) {
      nodes.push(document.createTextNode(text.slice(done, match.index)));
    }
    const escaped = document.createElement('span');
    escaped.className = 'escaped';
    escaped.textContent = escape_of(match[0]);
    nodes.push(escaped);
    done = match.index! + match[0].length;
  }
  if (done < text.length) {
    nodes.push(document.createTextNode(text.slice(done)));
  }
  return nodes;
}

export type Child = Node | string | number | null;
type Attributes = Record<string, string | number | boolean>;

export function append(parent: Element, ...children: Child[]): void {
  for (const child of children) {
    if (child === null) continue;
    if (child instanceof Node) {
      parent.append(child);
    } else {
      parent.append(...text_nodes(String(child)));
    }
  }
}

// An element. Attributes are names of ours with values that may be anybody's:
// none that a browser would run or load is ever given one of those.
export function h<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag, attributes: Attributes = {},
    ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, String(value));
  }
  append(element, ...children);
  return element;
}

export function button(attributes: Attributes, on_click: () => void,
                       ...children: Child[]): HTMLButtonElement {
  const element = h('button', {type: 'button', ...attributes}, ...children);
  element.addEventListener('click', on_click);
  return element;
}

export function section(id: string, title: string,
                        ...children: Child[]): HTMLElement {
  const heading = h('h2', {id: `${id}-title`}, title);
  return h('section', {id, 'aria-labelledby': `${id}-title`}, heading,
           ...children);
}

// A long word, such as a symbol or a path, that may go on in the next line
// behind the signs that part it.
export function long_word(text: string): HTMLElement {
  const word = h('span', {class: 'long-word'});
  for (const part of text.match(/[^_\\/-]*[_\\/-]?/g) ?? []) {
    append(word, part);
    if (part !== '') word.append(document.createElement('wbr'));
  }
  return word;
}

// For those who hear the page.
export function unseen(text: string): HTMLElement {
  return h('span', {class: 'visually-hidden'}, text);
}
