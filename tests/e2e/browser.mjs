// Chromium for the tests, and pictures of what it shows.
import {mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';
import {PATIENCE} from './installation.mjs';

export const out = join(dirname(fileURLToPath(import.meta.url)), 'out');

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'
];

export async function open() {
  return chromium.launch({executablePath: '/usr/bin/chromium', headless: true, args: flags});
}

/** A page that collects whatever goes wrong in it: script errors, refused resources, broken answers. */
export async function page(browser, {javaScriptEnabled, colorScheme = 'light', width = 1280, height = 900}) {
  const context = await browser.newContext({
    javaScriptEnabled, colorScheme, viewport: {width, height}, acceptDownloads: true
  });
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE * 1000);
  const faults = [];
  tab.on('pageerror', error => faults.push(`script: ${error.message}`));
  tab.on('console', message => {
    if(message.type() === 'error' && !/status of 4(03|04|13|15|22)/.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  tab.on('response', response => {
    if(response.status() >= 500) {
      faults.push(`${response.status()} ${new URL(response.url()).pathname}`);
    }
  });
  return {tab, context, faults};
}

/** Waits until the page is hydrated, where script is on. */
export async function settle(tab, javaScriptEnabled) {
  await tab.waitForLoadState('load');
  if(javaScriptEnabled) {
    await tab.waitForFunction(() => document.documentElement.dataset.hydrated === 'yes');
  }
}

/** Pictures of the page as it stands, wide and narrow, light and dark. */
export async function pictures(tab, folder, name) {
  const into = join(out, folder, 'pictures');
  mkdirSync(into, {recursive: true});
  for(const [kind, width, colorScheme] of [['wide', 1280, 'light'], ['phone', 390, 'light'], ['dark', 1280, 'dark']]) {
    await tab.setViewportSize({width, height: 900});
    await tab.emulateMedia({colorScheme});
    await tab.screenshot({path: join(into, `${name}-${kind}.png`), fullPage: true});
  }
  await tab.setViewportSize({width: 1280, height: 900});
  await tab.emulateMedia({colorScheme: 'light'});
}
