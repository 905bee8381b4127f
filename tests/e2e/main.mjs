// node main.mjs [script] [plain] [faults]: all of them without arguments.
import {rmSync} from 'node:fs';
import {open, out} from './browser.mjs';
import {faults} from './faults.mjs';
import {journey} from './journey.mjs';
import {runAll} from '../suite.mjs';

const all = {
  script: () => inBrowser({name: 'script', javaScriptEnabled: true, trial: process.getuid() !== 0}),
  plain: () => inBrowser({name: 'plain', javaScriptEnabled: false, trial: true}),
  faults
};

async function inBrowser(options) {
  const browser = await open();
  try {
    await journey(browser, options);
  } finally {
    await browser.close();
  }
}

await runAll(all, process.argv.slice(2), name => {
  if(name !== 'faults') {
    rmSync(`${out}/${name}`, {recursive: true, force: true});
  }
});
