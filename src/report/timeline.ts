// When it happened: findings over time, by retry likelihood or of one code.
import {bar_chart, ChartView} from './chart';
import {CodeRow, Report, Retry, RetryCounts, Timeline} from './data';
import {h, section} from './dom';
import {RETRY_ORDER} from './retry';
import {clock, counted, duration, number} from './words';

const MOST_BARS = 180;

interface Bar {
  start: number;  // milliseconds, as if the log's times were UTC
  by_retry: RetryCounts;
  codes: Record<string, number>;
}

interface Series {
  label: string;
  retry: Retry;
  values: number[];
}

function parse(iso: string): number {
  return Date.parse(`${iso.slice(0, 19)}Z`);
}

function iso(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

function add<Key extends string>(into: Partial<Record<Key, number>>,
                                 from: Partial<Record<Key, number>>): void {
  for (const key of Object.keys(from) as Key[]) {
    into[key] = (into[key] ?? 0) + (from[key] ?? 0);
  }
}

// Bars without gaps, of as many buckets each as keeps them few.
function make_bars(timeline: Timeline): {bars: Bar[]; seconds: number} {
  const starts = timeline.buckets.map((bucket) => parse(bucket.start));
  const first = starts.reduce((a, b) => Math.min(a, b));
  const last = starts.reduce((a, b) => Math.max(a, b));
  const bucket_ms = timeline.bucket_seconds * 1000;
  const buckets = Math.floor((last - first) / bucket_ms) + 1;
  const bar_ms = bucket_ms * Math.ceil(buckets / MOST_BARS);
  const bars: Bar[] = [];
  for (let start = first; start <= last; start += bar_ms) {
    bars.push({start, by_retry: {}, codes: {}});
  }
  timeline.buckets.forEach((bucket, i) => {
    const bar = bars[Math.floor((starts[i] - first) / bar_ms)];
    add(bar.by_retry, bucket.by_retry);
    add(bar.codes, bucket.codes ?? {});
  });
  return {bars, seconds: bar_ms / 1000};
}

function total(bar: Bar): number {
  return RETRY_ORDER.reduce((sum, retry) => sum + (bar.by_retry[retry] ?? 0),
                            0);
}

// As much of a time as tells bars apart.
function short_label(bar: Bar, bars: Bar[], seconds: number): string {
  const [day, time] = iso(bar.start).split('T');
  const hours = seconds % 60 === 0 ? time.slice(0, 5) : time;
  if (seconds >= 86400) return day;
  const one_day = iso(bars[0].start).slice(0, 10) ===
                  iso(bars[bars.length - 1].start).slice(0, 10);
  return one_day ? hours : `${day.slice(5)} ${hours}`;
}

function series_of(bars: Bar[], row: CodeRow | undefined): Series[] {
  if (row !== undefined) {
    return [{
      label: row.symbol || row.code,
      retry: row.retry,
      values: bars.map((bar) => bar.codes[row.code] ?? 0),
    }];
  }
  return RETRY_ORDER
      .map((retry) => ({
             label: retry,
             retry,
             values: bars.map((bar) => bar.by_retry[retry] ?? 0),
           }))
      .filter((series) => series.values.some((value) => value > 0));
}

function table_of(bars: Bar[], used: Retry[]): HTMLElement {
  const head = h('tr', {}, h('th', {scope: 'col'}, 'From'),
                 ...used.map((retry) => h('th', {scope: 'col', class: 'number'},
                                          retry)));
  const rows = bars.filter((bar) => total(bar) > 0)
                   .map((bar) => h('tr', {},
                                   h('th', {scope: 'row'},
                                     clock(iso(bar.start))),
                                   ...used.map((retry) => h(
                                       'td', {class: 'number'},
                                       number(bar.by_retry[retry] ?? 0)))));
  return h('details', {class: 'as-table'},
           h('summary', {}, 'The same as a table'),
           h('div', {class: 'scroll', tabindex: 0, role: 'region',
                     'aria-label': 'Findings over time'},
             h('table', {}, h('thead', {}, head), h('tbody', {}, ...rows))));
}

function chart_of(bars: Bar[], seconds: number,
                  series: () => Series[]): ChartView {
  const peak = bars.reduce((a, b) => total(b) > total(a) ? b : a);
  return bar_chart(
      'timeline',
      () => `Findings over time from ${clock(iso(bars[0].start))} to ${
          clock(iso(bars[bars.length - 1].start + seconds * 1000))}, a bar ` +
            `for ${duration(seconds)}; the highest with ${
                counted(total(peak), 'finding')} at ${
                clock(iso(peak.start))}`,
      (theme) => ({
        labels: bars.map((bar) => short_label(bar, bars, seconds)),
        datasets: series().map((one) => ({
          label: one.label,
          data: one.values,
          backgroundColor: theme.retry(one.retry),
          barPercentage: 1,
          categoryPercentage: 0.92,
          maxBarThickness: 48,
        })),
      }),
      (theme) => ({
        scales: {
          x: {
            stacked: true,
            grid: {display: false, borderColor: theme.line},
            ticks: {color: theme.text, maxRotation: 0, autoSkipPadding: 24},
          },
          y: {
            stacked: true,
            beginAtZero: true,
            grid: {color: theme.line, drawBorder: false},
            ticks: {color: theme.text, precision: 0, maxTicksLimit: 5},
          },
        },
        plugins: {
          tooltip: {
            filter: (item) => item.parsed.y > 0,
            callbacks: {
              title: (items) => items.length === 0
                  ? ''
                  : `${clock(iso(bars[items[0].dataIndex].start))}, ${
                        duration(seconds)}`,
            },
          },
        },
      }));
}

export function timeline(report: Report, rows: CodeRow[]):
    {element: HTMLElement; draw: () => void} | null {
  if (!report.timeline?.buckets.length) return null;
  const {bars, seconds} = make_bars(report.timeline);
  const seen = new Set<string>();
  for (const bar of bars) Object.keys(bar.codes).forEach((c) => seen.add(c));
  const choices = rows.slice(0, 200).filter(
      (row, i) => seen.has(row.code) &&
                  rows.findIndex((other) => other.code === row.code) === i);

  const select = h('select', {}, h('option', {value: ''}, 'all findings'),
                   ...choices.map((row, i) => h('option', {value: i},
                                                `${row.code} ${row.symbol}`)));
  const chosen = () => select.value === '' ? undefined
                                           : choices[Number(select.value)];
  const chart = chart_of(bars, seconds, () => series_of(bars, chosen()));
  select.addEventListener('change', chart.draw);

  const used = RETRY_ORDER.filter(
      (retry) => bars.some((bar) => (bar.by_retry[retry] ?? 0) > 0));
  const key = h('ul', {class: 'key'},
                ...used.map((retry) => h('li',
                                         {class: `swatch retry-${retry}`},
                                         retry)));
  return {
    element: section('timeline', 'When did it happen?',
                     h('div', {class: 'chart-head'},
                       h('p', {class: 'quiet'},
                         `A bar for ${duration(seconds)}. Times are as the ` +
                             'logs have them.'),
                       choices.length === 0
                           ? null
                           : h('label', {}, 'Show ', select)),
                     chart.element, key, table_of(bars, used)),
    draw: chart.draw,
  };
}
