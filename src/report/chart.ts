// Stacked bars by Chart.js: the parts of it that are needed, and the settings
// that all charts of the page share.
import {
  BarController, BarElement, CategoryScale, Chart, ChartData, ChartOptions,
  LinearScale, Tooltip,
} from 'chart.js';
import {h} from './dom';
import {current_theme, on_theme_change, Theme} from './theme';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

export type Bars = ChartData<'bar', number[], string>;
export type BarOptions = ChartOptions<'bar'>;

export interface ChartView {
  element: HTMLElement;
  draw: () => void;  // again, after what it shows has changed
}

function shared_options(theme: Theme): BarOptions {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    color: theme.text,
    font: {family: theme.font, size: 12},
    interaction: {mode: 'index', intersect: false},
  };
}

// `describe` says in words what the chart shows.
export function bar_chart(name: string, describe: () => string,
                          data: (theme: Theme) => Bars,
                          options: (theme: Theme) => BarOptions): ChartView {
  const canvas = h('canvas', {role: 'img'});
  const element = h('div', {class: `chart ${name}`}, canvas);
  let chart: Chart<'bar', number[], string> | null = null;
  const draw = () => {
    const theme = current_theme();
    const all = {...shared_options(theme), ...options(theme)};
    canvas.setAttribute('aria-label', describe());
    if (chart === null) {
      chart = new Chart(canvas,
                        {type: 'bar', data: data(theme), options: all});
    } else {
      chart.data = data(theme);
      chart.options = all;
      chart.resize();
      chart.update();
    }
  };
  on_theme_change(draw);
  return {element, draw};
}
