// node main.mjs [gate] [kills]: both without arguments.
import {runAll} from '../e2e/suite.mjs';
import {gate} from './gate.mjs';
import {kills} from './kills.mjs';

await runAll({gate, kills}, process.argv.slice(2));
