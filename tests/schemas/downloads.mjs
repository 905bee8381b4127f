// Compares the downloads of the browser journey with the official JSON Schema, as they are.
// Usage: node downloads.mjs FILE...   each FILE a badge.json
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {folder} from './official.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(here, '..', 'interop', 'judge.mjs'));
const {default: Ajv2019} = await import(require.resolve('ajv/dist/2019.js'));
const {default: addFormats} = await import(require.resolve('ajv-formats'));

const ajv = new Ajv2019({strict: false, allErrors: true, validateFormats: true});
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(join(folder, 'achievementcredential.json'), 'utf8')));
let passed = 0;
let failed = 0;
for(const file of process.argv.slice(2)) {
  if(validate(JSON.parse(readFileSync(file, 'utf8')))) {
    passed += 1;
    console.log(`ok    ${file}: the official JSON Schema accepts it`);
  } else {
    failed += 1;
    console.log(`FAIL  ${file}: ${ajv.errorsText(validate.errors)}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
