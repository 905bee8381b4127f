// The reporter of node:test for the scripts of all suites: a line for each test, and `N passed, N failed` as the last line.
// Usage: node --test-reporter=../reporter.mjs main.mjs
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await(const {type, data} of events) {
    if(type === 'test:pass') {
      passed += 1;
      yield `ok    ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
    } else if(type === 'test:fail') {
      failed += 1;
      const {cause} = data.details.error;
      yield `FAIL  ${data.name}: ${cause?.stack ?? cause ?? data.details.error}\n`;
    }
  }
  yield `${passed} passed, ${failed} failed\n`;
}
