// Chromium for the tests, and screenshots.
import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';
import {PATIENCE} from './installation.mjs';
import {must} from '../suite.mjs';

export const out = join(dirname(fileURLToPath(import.meta.url)), 'out');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'
];

export async function open() {
  return chromium.launch({executablePath: '/usr/bin/chromium', headless: true, args: flags});
}

/** A page that collects all errors in it: script errors, refused resources, error responses. */
export async function page(browser, {javaScriptEnabled, colorScheme = 'light', width = 1280, height = 900}) {
  const context = await browser.newContext({
    javaScriptEnabled, colorScheme, viewport: {width, height}, acceptDownloads: true, reducedMotion: 'reduce'
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

/** Waits until the page is hydrated, where script is enabled. */
export async function settle(tab, javaScriptEnabled) {
  await tab.waitForLoadState('load');
  if(javaScriptEnabled) {
    await tab.waitForFunction(() => document.documentElement.dataset.hydrated === 'yes');
  }
}

/** Checks accessibility for screen readers, keyboards and weak eyesight, in both themes. */
export async function accessible(tab) {
  for(const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({colorScheme});
    await tab.evaluate(axe);
    const {violations} = await tab.evaluate(() => globalThis.axe.run(document, {resultTypes: ['violations']}));
    must(violations.length === 0, `${colorScheme}: ${violations.map(v => `${v.id} at ${v.nodes.map(n => n.target).join(', ')}`).join('; ')}`);
  }
  await tab.emulateMedia({colorScheme: 'light'});
}

/** Screenshots, wide and narrow, light and dark. Nothing overflows sideways, and no line about a site is empty. */
export async function pictures(tab, folder, name) {
  const into = join(out, folder, 'pictures');
  mkdirSync(into, {recursive: true});
  for(const [kind, width, colorScheme] of [['wide', 1280, 'light'], ['phone', 360, 'light'], ['dark', 1280, 'dark']]) {
    await tab.setViewportSize({width, height: 900});
    await tab.emulateMedia({colorScheme});
    await tab.screenshot({path: join(into, `${name}-${kind}.png`), fullPage: true});
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    must(over <= 0, `${name} is ${over} px wider than a screen of ${width} px`);
  }
  const empty = await tab.evaluate(() => [...document.querySelectorAll('.domain')].some(line => !line.textContent.trim()));
  must(!empty, `${name} has a line for a site without a site`);
  await tab.setViewportSize({width: 1280, height: 900});
  await tab.emulateMedia({colorScheme: 'light'});
}
