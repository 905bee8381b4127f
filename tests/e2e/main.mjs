// node main.mjs [script] [plain] [faults]: all of them without arguments.
import {rmSync} from 'node:fs';
import {open, out} from './browser.mjs';
import {faults} from './faults.mjs';
import {journey} from './journey.mjs';
import {close, StepFailed} from './suite.mjs';

const wanted = process.argv.slice(2);
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

for(const [name, run] of Object.entries(all)) {
  if(wanted.length === 0 || wanted.includes(name)) {
    if(name !== 'faults') {
      rmSync(`${out}/${name}`, {recursive: true, force: true});
    }
    try {
      await run();
    } catch(error) {
      if(!(error instanceof StepFailed)) {
        throw error;
      }
    }
  }
}
close();
