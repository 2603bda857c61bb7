// Colours for the charts, from the style sheet, in light, dark and print.
import {Retry} from './data';

export interface Theme {
  text: string;
  line: string;
  paper: string;
  font: string;
  retry: (retry: Retry) => string;
}

export function current_theme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: value('--quiet'),
    line: value('--line'),
    paper: value('--paper'),
    font: getComputedStyle(document.body).fontFamily,
    retry: (retry) => value(`--retry-${retry}`),
  };
}

// Calls `redraw` whenever colours change. Paper is white: before the page is
// printed it turns light, and charts must be drawn anew for it.
export function on_theme_change(redraw: () => void): void {
  matchMedia('(prefers-color-scheme: dark)')
      .addEventListener('change', redraw);
  window.addEventListener('beforeprint', () => {
    document.documentElement.dataset.theme = 'light';
    redraw();
  });
  window.addEventListener('afterprint', () => {
    delete document.documentElement.dataset.theme;
    redraw();
  });
}
