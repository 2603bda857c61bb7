#!/usr/bin/env python3
"""Makes docs/report.png: what the report on the samples looks like.

  screenshot.py PROGRAM OUTPUT.png [WIDTH HEIGHT [light|dark]]
"""

import base64
import pathlib
import subprocess
import sys
import tempfile

import browser

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def main():
    program, output, *rest = sys.argv[1:]
    width, height = map(int, rest[:2] or (1120, 1040))
    logs = ['CBS.log', 'DISM.log', 'WindowsUpdate.log', 'ccmexec-cmtrace.log',
            'setupact.log', 'webservices-client.log']
    page = subprocess.run(
        [pathlib.Path(program).resolve(), 'summary', '--format', 'html',
         *(f'samples/{log}' for log in logs)],
        cwd=ROOT, capture_output=True, check=True).stdout
    with (tempfile.NamedTemporaryFile(suffix='.html') as file,
          browser.browser(width, height) as driver):
        file.write(page)
        file.flush()
        browser.emulate(driver, scheme=(rest[2:] or ['light'])[0])
        driver.get(f'file://{file.name}')
        shot = driver.execute_cdp_cmd('Page.captureScreenshot',
                                      {'format': 'png'})
    pathlib.Path(output).write_bytes(base64.b64decode(shot['data']))


if __name__ == '__main__':
    main()
