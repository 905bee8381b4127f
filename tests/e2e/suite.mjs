// Counts what held and what did not. A step that fails ends its journey: what follows stands on it.
let passed = 0;
let failed = 0;

export async function step(name, check) {
  const begun = Date.now();
  try {
    const value = await check();
    passed += 1;
    console.log(`ok    ${name} (${Date.now() - begun} ms)`);
    return value;
  } catch(error) {
    failed += 1;
    console.log(`FAIL  ${name}: ${error.stack ?? error}`);
    throw new StepFailed(name);
  }
}

export class StepFailed extends Error {}

export function must(condition, sentence) {
  if(!condition) {
    throw new Error(sentence);
  }
}

export function close() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
