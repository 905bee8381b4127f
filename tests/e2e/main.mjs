// node main.mjs [verifier] [script] [plain] [first] [additions] [sizes] [faults] [layout]: all of them without arguments.
import {rmSync} from 'node:fs';
import {open, out} from './browser.mjs';
import {faults} from './faults.mjs';
import {firstBadge} from './first_badge.mjs';
import {journey} from './journey.mjs';
import {layout} from './layout.mjs';
import {script} from './script.mjs';
import {sizes} from './sizes.mjs';
import {verifier} from './verifier.mjs';
import {runAll} from '../suite.mjs';

const all = {
  verifier,
  script: () => inBrowser({name: 'script', javaScriptEnabled: true, trial: process.getuid() !== 0}),
  plain: () => inBrowser({name: 'plain', javaScriptEnabled: false, trial: true}),
  first: () => withBrowser(firstBadge),
  additions: script,
  sizes,
  faults,
  layout: () => withBrowser(layout)
};

function inBrowser(options) {
  return withBrowser(browser => journey(browser, options));
}

async function withBrowser(use) {
  const browser = await open();
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}

await runAll(all, process.argv.slice(2), name => {
  if(name === 'script' || name === 'plain') {
    rmSync(`${out}/${name}`, {recursive: true, force: true});
  }
});
