"""Headless Chromium for the tests of the report."""

import contextlib
import shutil
import tempfile

ARGUMENTS = [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--hide-scrollbars',
    '--force-device-scale-factor=1', '--disable-dev-shm-usage',
]


def missing():
    """What is not installed, in words, or nothing."""
    try:
        import selenium  # pylint: disable=import-outside-toplevel,unused-import
    except ImportError:
        return 'the Python package selenium (Debian: python3-selenium)'
    for program, package in (('chromium', 'chromium'),
                             ('chromedriver', 'chromium-driver')):
        if shutil.which(program) is None:
            return f'{program} (Debian: {package})'
    return None


@contextlib.contextmanager
def browser(width=1280, height=900):
    """A window of this size, with a profile of its own."""
    # pylint: disable=import-outside-toplevel
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which('chromium')
        for argument in [*ARGUMENTS, f'--user-data-dir={profile}']:
            options.add_argument(argument)
        options.set_capability('goog:loggingPrefs', {'browser': 'ALL'})
        driver = webdriver.Chrome(
            service=Service(shutil.which('chromedriver')), options=options)
        try:
            resize(driver, width, height)
            yield driver
        finally:
            driver.quit()


def resize(driver, width, height):
    """The size of the page's view, as on a device of that size."""
    driver.execute_cdp_cmd('Emulation.setDeviceMetricsOverride', {
        'width': width, 'height': height, 'deviceScaleFactor': 1,
        'mobile': width < 600
    })


def emulate(driver, scheme='light', motion='reduce', medium=''):
    """What the system prefers, and the medium the page is shown on."""
    driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {
        'media': medium,
        'features': [
            {'name': 'prefers-color-scheme', 'value': scheme},
            {'name': 'prefers-reduced-motion', 'value': motion}
        ]
    })
