// The six retry likelihoods: what they say, and their colours, which always
// come with the word.
import {Retry} from './data';
import {h} from './dom';

// The most final first: this is the order in which they are shown.
export const RETRY_ORDER: readonly Retry[] = [
  'unlikely', 'after-action', 'possible', 'likely', 'unknown', 'success',
];

export const RETRY_MEANS: Record<Retry, string> = {
  'unlikely': 'Fails again: a bug, bad input, forbidden or not supported.',
  'after-action': 'Fails until someone does a particular thing.',
  'possible': 'May succeed once something outside clears by itself.',
  'likely': 'May well succeed after a wait.',
  'unknown': 'Nothing is known about it.',
  'success': 'Succeeded: there is nothing to retry.',
};

export const BASIS_MEANS: Record<string, string> = {
  code: 'a rule for this very code',
  pattern: 'a rule for codes of this family',
  log: 'the name that the log writes beside the code',
  none: 'nothing',
};

export function retry_badge(retry: Retry): HTMLElement {
  return h('span', {class: `badge retry-${retry}`}, retry);
}
