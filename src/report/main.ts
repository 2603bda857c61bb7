// Puts the page together from the data that is embedded in it.
import {Codes} from './codes';
import {code_rows, read_report} from './data';
import {h} from './dom';
import {files} from './files';
import {retry_share} from './retry_share';
import {timeline} from './timeline';
import {top_codes} from './top_codes';
import {verdict} from './verdict';
import {number} from './words';

const report = read_report();
const rows = code_rows(report);
const page = document.getElementById('page')!;

page.replaceChildren(verdict(report, rows));
if (rows.length > 0) {
  const codes = new Codes(report, rows);
  const share = retry_share(report, (retry) => codes.show_retry(retry));
  const times = timeline(report, rows);
  const top = top_codes(rows, (row) => codes.reveal(row));
  page.append(share.element);
  if (times !== null) page.append(times.element);
  if (report.left_out.timeline) {
    page.append(h('p', {class: 'quiet'},
                  'The times of the findings take more room than this page ' +
                      'has; --format json has them.'));
  }
  if (top !== null) page.append(top);
  page.append(codes.element);
  // Charts take the size of their place, so they are drawn once it is there.
  share.draw();
  times?.draw();
}
const list = files(report);
if (list !== null) page.append(list);

const tool = report.tool;
document.getElementById('tool')!.append(
    h('p', {},
      `Made by ${tool.name} ${tool.version}, which knows ${
          number(tool.catalog.codes)} codes (catalog ${
          tool.catalog.version}). A retry likelihood is a rule's judgement, ` +
          'not a promise.'));
