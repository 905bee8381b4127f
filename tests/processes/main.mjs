// node main.mjs [gate] [kills]: both without arguments.
import {close, StepFailed} from '../e2e/suite.mjs';
import {gate} from './gate.mjs';
import {kills} from './kills.mjs';

const wanted = process.argv.slice(2);
for(const [name, run] of Object.entries({gate, kills})) {
  if(wanted.length === 0 || wanted.includes(name)) {
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
