#!/usr/bin/env python3
"""Tests of the HTML report in Chromium.

  report_test.py PROGRAM [TEST...]

Reports are made by the program and opened as files, without a network. Ends
with status 77, which ctest takes for "skipped", where there is no browser.
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import browser

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROBE = (HERE / 'page.js').read_text(encoding='utf-8')
MOST_BYTES = 5 * 1024 * 1024
RETRIES = ['likely', 'possible', 'after-action', 'unlikely', 'success',
           'unknown']

missing = browser.missing()
if missing is not None:
    print(f'SKIPPED: there is no {missing}')
    sys.exit(77)

# pylint: disable=wrong-import-position
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve()) if sys.argv[1:] else ''


def make_report(folder, *arguments, name='report.html'):
    """The path of a report on what the arguments name."""
    done = subprocess.run(
        [PROGRAM, 'summary', '--format', 'html', *arguments], cwd=folder,
        capture_output=True, check=True)
    path = folder / name
    path.write_bytes(done.stdout)
    return path


def data_of(path):
    """What is embedded in a report, and where it starts and ends."""
    text = path.read_text(encoding='utf-8')
    start = text.index('id="data">') + len('id="data">')
    end = text.index('</script>', start)
    return json.loads(text[start:end]), start, end


def with_timeline(path):
    """A copy of a report that has times, whether the program gives any."""
    data, start, end = data_of(path)
    codes = [row['code'] for row in data['codes'][:3]]
    data['timeline'] = {
        'bucket_seconds': 60,
        'buckets': [{
            'start': f'2026-03-11T{4 + i // 60:02}:{i % 60:02}:00',
            'by_retry': {retry: (i * k) % 7 for k, retry in enumerate(RETRIES)},
            'codes': {code: 1 + i % 3 for code in codes}
        } for i in range(0, 600, 4)]
    }
    text = path.read_text(encoding='utf-8')
    copy = path.with_name('timeline.html')
    copy.write_text(
        text[:start] + json.dumps(data).replace('<', '\\u003C') + text[end:],
        encoding='utf-8')
    return copy


class ReportTest(unittest.TestCase):
    """A report, a browser, and what the tests do with them."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(
            tempfile.TemporaryDirectory()))
        cls.driver = cls.enterClassContext(browser.browser())
        cls.path = cls.make()

    @classmethod
    def make(cls):
        """The path of the report that is tested."""
        raise unittest.SkipTest('there is no report of this class itself')

    def setUp(self):
        browser.resize(self.driver, 1280, 900)
        browser.emulate(self.driver)
        self.open(self.path)

    def tearDown(self):
        self.assertEqual(self.console(), [])

    def open(self, path):
        self.driver.get('about:blank')
        self.driver.get(path.as_uri())
        self.js(PROBE)

    def console(self):
        return [entry['message'] for entry in self.driver.get_log('browser')]

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return self.js('return [...document.querySelectorAll(arguments[0])]'
                       '.map((e) => e.textContent)', selector)

    def codes(self):
        return [text.removesuffix(' details')
                for text in self.texts('#codes-table .opener')]

    def counts(self):
        cells = self.texts('#codes-table tbody tr[data-row] td:nth-child(4)')
        return [int(text.replace(',', '')) for text in cells]

    def search(self, words):
        field = self.one('input[type=search]')
        field.send_keys(Keys.CONTROL, 'a')
        field.send_keys(words or Keys.DELETE)
        time.sleep(0.3)  # typing is waited out

    def until(self, condition):
        WebDriverWait(self.driver, 10).until(lambda _: condition())

    def press(self, key):
        self.driver.switch_to.active_element.send_keys(key)


class Samples(ReportTest):
    """The report on the sample logs."""

    @classmethod
    def make(cls):
        logs = [str(ROOT / 'samples' / name) for name in (
            'CBS.log', 'DISM.log', 'setupact.log', 'webservices-client.log')]
        path = make_report(cls.folder, *logs)
        cls.data = data_of(path)[0]
        return path

    def test_verdict_comes_first_and_in_words(self):
        self.assertEqual(self.one('h1').text,
                         'Some of this needs more than another try.')
        self.assertEqual(self.one('.lead').text, self.data['verdict'])
        self.assertIn('Start here:', self.one('.start').text)

    def test_nothing_is_loaded(self):
        self.assertEqual(
            self.js('return performance.getEntriesByType("resource").length'),
            0)
        policy = self.one('meta[http-equiv]').get_attribute('content')
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn('unsafe', policy)

    def test_policy_stops_scripts_and_styles_of_others(self):
        self.js('const script = document.createElement("script");'
                'script.append("window.pwned = 1");'
                'document.body.append(script);'
                'const style = document.createElement("style");'
                'style.append("body { display: none }");'
                'document.body.append(style)')
        self.assertIsNone(self.js('return window.pwned'))
        self.assertTrue(self.one('h1').is_displayed())
        self.assertGreaterEqual(len(self.console()), 2)

    def test_chart_of_likelihoods_is_drawn(self):
        canvas = self.one('.share canvas')
        self.assertGreaterEqual(
            self.js('return probe.colours(arguments[0])', canvas), 5)
        by_retry = self.data['totals']['by_retry']
        self.assertIn(f'unlikely {by_retry["unlikely"]}',
                      canvas.get_attribute('aria-label'))
        legend = self.texts('.share-item h3')
        self.assertEqual(sorted(legend), sorted(RETRIES))

    def test_structure(self):
        self.one('.opener').click()
        self.assertEqual(self.js('return probe.structure()'), [])

    def test_contrast_light_and_dark(self):
        self.one('.opener').click()
        self.assertEqual(self.js('return probe.poor_contrast()'), [])
        browser.emulate(self.driver, scheme='dark')
        self.assertEqual(
            self.js('return getComputedStyle(document.body).backgroundColor'),
            'rgb(19, 21, 25)')
        self.assertEqual(self.js('return probe.poor_contrast()'), [])

    def test_charts_change_with_the_scheme(self):
        light = self.js('return document.querySelector("canvas").toDataURL()')
        browser.emulate(self.driver, scheme='dark')
        self.until(lambda: light != self.js(
            'return document.querySelector("canvas").toDataURL()'))

    def test_sorting_by_mouse(self):
        self.assertEqual(self.counts(), sorted(self.counts(), reverse=True))
        heads = self.all('#codes-table thead th')
        self.assertEqual(heads[3].get_attribute('aria-sort'), 'descending')
        heads[0].find_element(By.TAG_NAME, 'button').click()
        self.assertEqual(heads[0].get_attribute('aria-sort'), 'ascending')
        self.assertEqual(heads[3].get_attribute('aria-sort'), 'none')
        self.assertEqual(self.codes(), sorted(self.codes()))
        lowest = self.codes()[0]
        heads[0].find_element(By.TAG_NAME, 'button').click()
        self.assertEqual(heads[0].get_attribute('aria-sort'), 'descending')
        self.assertEqual(self.codes(), sorted(self.codes(), reverse=True))
        self.assertNotEqual(self.codes()[0], lowest)

    def test_sorting_by_keyboard(self):
        self.one('#codes-table th:nth-child(4) button').send_keys(Keys.ENTER)
        self.assertEqual(self.counts(), sorted(self.counts()))
        self.press(Keys.SPACE)
        self.assertEqual(self.counts(), sorted(self.counts(), reverse=True))

    def test_search(self):
        self.search('e_accessdenied')
        self.assertIn('0x80070005', self.codes())
        self.search('rights needed')
        self.assertIn('0x80070005', self.codes())
        self.search('-2147024891')
        self.assertEqual(self.codes(), ['0x80070005'])
        self.assertEqual(self.texts('#codes .grid-foot p'), ['1 code.'])
        self.search('0')
        self.assertEqual(len(self.codes()), 50)  # any with the digit
        self.search('no such thing anywhere')
        self.assertEqual(self.codes(), [])
        self.assertEqual(self.texts('#codes .grid-foot p'), ['No code fits.'])

    def test_filter_by_likelihood(self):
        toggle = self.one('.toggle.retry-likely')
        toggle.send_keys(Keys.SPACE)
        self.assertEqual(toggle.get_attribute('aria-pressed'), 'true')
        badges = self.texts('#codes-table tbody td:nth-child(3)')
        self.assertEqual(set(badges), {'likely'})
        self.assertEqual(len(badges), self.data['codes_by_retry']['likely'])
        self.search('timeout')
        self.assertLess(len(self.codes()), len(badges))
        self.one('.toggle.retry-likely').click()
        self.search('')
        self.assertEqual(len(self.codes()), 50)

    def test_legend_leads_to_its_codes(self):
        self.one('.share-item.retry-possible button').click()
        badges = self.texts('#codes-table tbody td:nth-child(3)')
        self.assertEqual(set(badges), {'possible'})
        self.assertEqual(
            self.js('return document.activeElement.className'),
            'toggle swatch retry-possible')

    def test_pages(self):
        all_codes = self.data['totals']['distinct_codes']
        self.assertGreater(all_codes, 50)
        first = self.codes()
        self.assertEqual(self.one('#codes-table').get_attribute(
            'aria-rowcount'), str(all_codes + 1))
        previous = self.all('#codes .turn')[1]
        self.assertFalse(previous.is_enabled())
        self.all('#codes .turn')[2].send_keys(Keys.ENTER)
        self.assertTrue(set(first).isdisjoint(self.codes()))
        self.assertEqual(self.one('#codes-table tbody tr').get_attribute(
            'aria-rowindex'), '52')
        self.all('#codes .turn')[3].send_keys(Keys.ENTER)
        # The button is of no use now: the focus is on one that is.
        self.assertTrue(self.driver.switch_to.active_element.is_enabled())
        self.assertEqual(self.driver.switch_to.active_element.text,
                         'Previous')

    def check_opened(self, code):
        opened = self.one('#codes-table .opened')
        self.assertIn('Advice', opened.text)
        examples = self.data['examples'][f'{code}/hresult']
        figures = opened.find_elements(By.TAG_NAME, 'figure')
        self.assertEqual(len(figures), len(examples))
        lines = figures[0].find_elements(By.CSS_SELECTOR, '.log-line')
        example = examples[0]
        self.assertEqual(
            [line.find_element(By.CSS_SELECTOR, '.line-text')
                 .get_attribute('textContent').removeprefix('finding: ')
             for line in lines],
            example['before'] + [example['text']] + example['after'])
        mark = figures[0].find_element(By.TAG_NAME, 'mark')
        self.assertEqual(mark.text, example['token'])

    def test_opening_by_mouse(self):
        self.search('0x80070005')
        self.one('#codes-table tbody .meaning').click()
        self.check_opened('0x80070005')
        self.one('#codes-table .opener').click()
        self.assertEqual(self.all('#codes-table .opened'), [])

    def test_opening_by_keyboard(self):
        self.search('0x800F081F')
        opener = self.one('#codes-table .opener')
        self.assertEqual(opener.get_attribute('aria-expanded'), 'false')
        opener.send_keys(Keys.ENTER)
        self.assertEqual(opener.get_attribute('aria-expanded'), 'true')
        self.check_opened('0x800F081F')
        opener.send_keys(Keys.SPACE)
        self.assertEqual(opener.get_attribute('aria-expanded'), 'false')
        self.assertEqual(self.all('#codes-table .opened'), [])

    def test_card_leads_to_its_row(self):
        self.search('nothing fits')
        self.one('.card button').click()
        focused = self.driver.switch_to.active_element
        self.assertEqual(focused.get_attribute('aria-expanded'), 'true')
        opened = focused.text.split()[0]
        self.assertIn(opened, self.one('.card button').text)

        self.assertEqual(len(self.all('#codes-table .opened')), 1)

    def test_files(self):
        names = self.texts('#files-table tbody th')
        self.assertEqual(sorted(names),
                         sorted(file['path'] for file in self.data['files']))
        self.one('#files-table th button').click()
        self.assertEqual(self.texts('#files-table tbody th'), sorted(names))

    def test_keyboard_focus_is_seen(self):
        self.one('body').send_keys(Keys.TAB)
        for _ in range(4):
            self.press(Keys.TAB)
            style = self.js('const style = getComputedStyle('
                            'document.activeElement);'
                            'return style.outlineStyle + style.outlineWidth')
            self.assertEqual(style, 'solid3px')

    def test_phones(self):
        for width in (390, 320):
            browser.resize(self.driver, width, 800)
            self.open(self.path)
            self.one('#codes-table .opener').click()
            self.assertEqual(
                self.js('return document.documentElement.scrollWidth'), width)
            table = self.js('const box = document.querySelector('
                            '"#codes .scroll");'
                            'return box.scrollWidth - box.clientWidth')
            self.assertEqual(table, 0)
            self.assertEqual(self.js('return probe.poor_contrast()'), [])

    def test_no_motion_where_it_is_not_wanted(self):
        style = ('return getComputedStyle(document.documentElement)'
                 '.scrollBehavior')
        self.assertEqual(self.js(style), 'auto')
        browser.emulate(self.driver, motion='no-preference')
        self.assertEqual(self.js(style), 'smooth')

    def test_print(self):
        browser.emulate(self.driver, scheme='dark')
        seen = self.js('''
            const seen = {};
            const note = (name) => {
              seen[name] = [
                document.querySelectorAll('#codes-table tbody tr').length,
                getComputedStyle(document.body).color,
              ];
            };
            window.seen = seen;
            note('screen');
            addEventListener('beforeprint', () => note('paper'));
            addEventListener('afterprint', () => note('after'));
            return seen;''')
        pdf = self.driver.execute_cdp_cmd('Page.printToPDF',
                                          {'printBackground': True})
        self.assertTrue(base64.b64decode(pdf['data']).startswith(b'%PDF'))
        seen = self.js('return window.seen')
        rows = self.data['totals']['distinct_codes']
        self.assertEqual(seen['screen'], [50, 'rgb(228, 230, 234)'])
        self.assertEqual(seen['paper'], [rows, 'rgb(28, 31, 36)'])
        self.assertEqual(seen['after'], seen['screen'])
        browser.emulate(self.driver, medium='print')
        self.assertFalse(self.one('.tools').is_displayed())
        self.assertTrue(self.one('#codes-table').is_displayed())

    def test_without_javascript(self):
        self.driver.execute_cdp_cmd('Emulation.setScriptExecutionDisabled',
                                    {'value': True})
        try:
            self.driver.get(self.path.as_uri())
            self.assertIn(self.data['verdict'], self.one('main').text)
        finally:
            self.driver.execute_cdp_cmd(
                'Emulation.setScriptExecutionDisabled', {'value': False})


class TimelineTest(ReportTest):
    """A report with times."""

    @classmethod
    def make(cls):
        return with_timeline(make_report(
            cls.folder, str(ROOT / 'samples' / 'CBS.log')))

    def test_chart_is_drawn(self):
        canvas = self.one('.timeline canvas')
        self.assertGreaterEqual(
            self.js('return probe.colours(arguments[0])', canvas), 6)
        words = canvas.get_attribute('aria-label')
        self.assertIn('from 2026-03-11 04:00:00 to 2026-03-11 14:00:00', words)
        self.assertEqual(self.js('return probe.structure()'), [])

    def test_course_of_one_code(self):
        before = self.js('return document.querySelector(".timeline canvas")'
                         '.toDataURL()')
        Select(self.one('select')).select_by_index(1)
        after = self.js('return document.querySelector(".timeline canvas")'
                        '.toDataURL()')
        self.assertNotEqual(before, after)

    def test_same_as_a_table(self):
        self.one('.as-table summary').send_keys(Keys.ENTER)
        rows = self.all('.as-table tbody tr')
        self.assertGreater(len(rows), 50)
        self.assertTrue(rows[0].is_displayed())
        self.assertEqual(self.js('return probe.poor_contrast()'), [])


HOSTILE = '''\
</script><script>window.pwned = 1</script><img src=x onerror="pwned = 2">
<!-- <script> hr = 0x80070005 </script> --> <b onclick="pwned = 3">bold</b>
hr = 0x80004005 </SCRIPT ><svg onload=window.pwned=4> &lt;b&gt; &amp;
hr = 0x88AB1234 "><script>pwned = 5</script> ' onmouseover='pwned = 6
\u2028 hr = 0x80070020 \u2029 \u202egnirts\u202c \u2066 \u200b \ufeff
\x1b[31m hr = 0x8007000e \x00\x01\x07\x7f \x9b
hr = 0x80070057 ${pwned = 7} {{constructor.constructor('pwned = 8')()}}
javascript:pwned=9 __proto__ hr = 0x80070002 %3Cscript%3E
'''.encode() + b'hr = 0x8007000d \xff\xfe\x80 \xed\xa0\x80 \xc3\n'


class HostileTest(ReportTest):
    """A log, and the name of one, written by somebody who means harm."""

    @classmethod
    def make(cls):
        name = '<img src=x onerror=window.pwned=10>"\'&\u202e.log'
        (cls.folder / name).write_bytes(HOSTILE)
        rules = cls.folder / 'rules.toml'
        rules.write_text('''
            format = "hrscan.rules/1"
            component = "</script><script>pwned = 11</script>"
            header = "hostile.h"
            [rule.HOSTILE_E_CODE]
            code = 0x88AB1234
            description = "<img src=x onerror=pwned=12> is what this code says."
            advice = "</script><!-- <script>window.pwned = 13</script>"
            retry = "unlikely"
            cause = "bug"
            ''')
        return make_report(cls.folder, '--rules', str(rules), name)

    def test_nothing_of_the_log_runs(self):
        for opener in self.all('#codes-table .opener'):
            opener.click()
        self.assertGreaterEqual(len(self.all('.example')), 8)
        self.assertIsNone(self.js('return window.pwned ?? null'))
        self.assertEqual(len(self.all('script')), 2)
        self.assertEqual(self.all('img, svg, iframe, b'), [])
        self.assertEqual(
            self.js('return [...document.querySelectorAll("*")].flatMap('
                    '(e) => e.getAttributeNames()).filter('
                    '(name) => name.startsWith("on")).length'), 0)

    def test_text_is_shown_as_it_stands(self):
        for opener in self.all('#codes-table .opener'):
            opener.click()
        page = self.one('main').get_attribute('textContent')
        for part in ('<script>window.pwned = 1</script>',
                     '<b onclick="pwned = 3">bold</b>', '&lt;b&gt; &amp;',
                     '<img src=x onerror=pwned=12> is what this code says.',
                     '</script><!-- <script>window.pwned = 13</script>',
                     '<img src=x onerror=window.pwned=10>"\'&\\u202E.log',
                     '\\x1B[31m', '\\x00\\x01\\x07\\x7F',
                     '\\u2028', '\\u202Egnirts\\u202C', '\\u200B', '\\uFEFF',
                     '\ufffd'):
            self.assertIn(part, page)
        for character in '\x00\x1b\x7f\u2028\u202e\u2066\u200b':
            self.assertNotIn(character, page)

    def test_search_for_markup(self):
        self.search('<img src=x onerror=pwned=14>')
        self.assertIsNone(self.js('return window.pwned ?? null'))


class SmallReports(ReportTest):
    """Reports on next to nothing."""

    @classmethod
    def make(cls):
        (cls.folder / 'quiet.log').write_text('nothing here\n')
        return make_report(cls.folder, 'quiet.log', name='quiet.html')

    def test_nothing_found(self):
        self.assertEqual(self.one('h1').text, 'No status codes were found.')
        self.assertEqual(self.texts('#files-table tbody th'), ['quiet.log'])
        self.assertEqual(self.all('#codes'), [])

    def headline(self, *codes):
        log = self.folder / 'one.log'
        log.write_text(''.join(f'hr = {code}\n' for code in codes))
        self.open(make_report(self.folder, 'one.log', name='one.html'))
        return self.one('h1').text

    def test_headlines(self):
        denied, disk_full, busy, unknown, success = (
            '0x80070005', '0x80070070', '0x803D0012', '0x88AB1234',
            '0x00000000')
        self.assertEqual(self.headline(success), 'All codes report success.')
        self.assertEqual(self.headline(denied),
                         'Trying again will not mend this.')
        self.assertEqual(self.headline(disk_full),
                         'Something has to be done before another try.')
        self.assertEqual(self.headline(busy), 'Trying again may be enough.')
        self.assertEqual(self.headline(busy, unknown),
                         'Trying again may be enough, as far as is known.')
        self.assertEqual(self.headline(unknown),
                         'Nothing is known about these failures.')
        self.assertEqual(self.headline(denied, busy),
                         'Some of this needs more than another try.')


class ManyCodes(ReportTest):
    """A hundred thousand different codes."""

    CODES = 100_000

    @classmethod
    def make(cls):
        with (cls.folder / 'many.log').open('w') as log:
            for i in range(cls.CODES):
                facility, code = divmod(i, 0x8000)
                log.write(f'2026-03-11 04:{i // 2000:02}:00, Error step {i} '
                          f'hr = 0x8{(4, 7, 0x24, 0x31)[facility]:03X}'
                          f'{code:04X}\n')
            log.write('hr = 0x80040001\n' * 3)
        return make_report(cls.folder, 'many.log')

    def test_size(self):
        self.assertLess(self.path.stat().st_size, MOST_BYTES)
        data = data_of(self.path)[0]
        self.assertEqual(data['totals']['distinct_codes'], self.CODES)
        self.assertEqual(
            len(data['codes']) + len(data['more_codes']['count']) +
            data['left_out']['codes'], self.CODES)
        self.assertEqual(data['left_out']['codes'], 0)

    def test_load_time_is_told(self):
        spent = self.js('const [entry] = performance.getEntriesByType('
                        '"navigation"); return entry.loadEventEnd')
        print(f'{self.path.stat().st_size / 2**20:.2f} MiB, '
              f'{self.CODES} codes: loaded in {spent:.0f} ms')
        self.assertGreater(spent, 0)

    def test_few_rows_are_in_the_document(self):
        self.assertLess(self.js('return document.querySelectorAll("*").length'),
                        2000)
        self.assertEqual(len(self.codes()), 50)

    def test_every_code_is_found(self):
        self.assertIn('most frequent codes only', self.one('.notes').text)
        self.search('0x8031069F')  # the last one
        self.assertEqual(self.codes(), ['0x8031069F'])
        self.one('#codes-table .opener').click()
        self.assertIn('hrscan explain 0x8031069F',
                      self.one('.opened').text)

    def test_sorting_all(self):
        self.one('#codes-table thead button').click()
        self.assertEqual(self.codes()[0], '0x80040000')
        self.all('#codes .turn')[3].click()
        self.assertEqual(self.codes()[-1], '0x8031069F')


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
