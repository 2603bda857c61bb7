// Findings by retry likelihood: one bar, and the numbers below it, which are
// its legend and lead to the codes.
import {bar_chart, ChartView} from './chart';
import {Report, Retry} from './data';
import {button, h, section} from './dom';
import {RETRY_MEANS, RETRY_ORDER} from './retry';
import {counted, number, percent} from './words';

function share_chart(report: Report): ChartView {
  const counts = report.totals.by_retry;
  const shown = RETRY_ORDER.filter((retry) => (counts[retry] ?? 0) > 0);
  return bar_chart(
      'share',
      () => 'Findings by retry likelihood: ' +
            shown.map((retry) => `${retry} ${number(counts[retry]!)}`)
                .join(', '),
      (theme) => ({
        labels: ['findings'],
        datasets: shown.map((retry) => ({
          label: retry,
          data: [counts[retry]!],
          backgroundColor: theme.retry(retry),
          borderColor: theme.paper,
          borderWidth: {right: 2},
          barPercentage: 1,
          categoryPercentage: 1,
        })),
      }),
      () => ({
        indexAxis: 'y',
        interaction: {mode: 'dataset', intersect: true},
        scales: {
          x: {stacked: true, display: false, max: report.totals.findings},
          y: {stacked: true, display: false},
        },
        plugins: {
          tooltip: {
            callbacks: {
              title: () => '',
              label: (item) => ` ${item.dataset.label}: ${
                  counted(item.parsed.x, 'finding')}`,
            },
          },
        },
      }));
}

function legend_item(report: Report, retry: Retry,
                     show: (retry: Retry) => void): HTMLElement {
  const findings = report.totals.by_retry[retry] ?? 0;
  const codes = report.codes_by_retry[retry] ?? 0;
  return h('li', {class: `share-item retry-${retry}`},
           h('h3', {class: 'swatch'}, retry),
           h('p', {class: 'share-number'}, number(findings), ' ',
             h('span', {class: 'quiet'},
               findings === 0 ? ''
                              : percent(findings, report.totals.findings))),
           h('p', {class: 'quiet'}, RETRY_MEANS[retry]),
           codes === 0
               ? h('p', {class: 'quiet'}, 'No codes.')
               : button({class: 'link'}, () => show(retry),
                        `Show ${counted(codes, 'code')}`));
}

// `show` leads to the codes of one retry value.
export function retry_share(report: Report, show: (retry: Retry) => void):
    {element: HTMLElement; draw: () => void} {
  const chart = share_chart(report);
  const legend = h('ul', {class: 'share-legend'},
                   ...RETRY_ORDER.map(
                       (retry) => legend_item(report, retry, show)));
  return {
    element: section('retry', 'Would a retry help?',
                     h('p', {class: 'quiet'},
                       'How likely the same operation, tried again ' +
                           'unchanged, is to succeed; by number of findings.'),
                     chart.element, legend),
    draw: chart.draw,
  };
}
